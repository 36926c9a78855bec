# Model matrices by R's model.matrix, and grouping factors by lme4, to compare with.
#     Rscript model-matrices.R > model-matrices.json
suppressPackageStartupMessages(library(lme4))
options(digits = 17)

set.seed(20250203)
n <- 36
data <- data.frame(
  a = rep(c("low", "mid", "high"), each = 12),
  b = rep(c("no", "yes"), 18),
  c = rep(c("p", "q", "r", "s"), times = 9),
  k = rep(c(10, 2, 33, 4), times = c(9, 9, 9, 9)),
  x = round(rnorm(n, 10, 3), 2),
  z = round(runif(n, 0.1, 4), 3),
  g = rep(c(7, 11, 3, 20, 5, 9), times = 6),
  h = rep(c("u", "v", "w"), times = 12))
data$y <- round(rnorm(n), 4)
# Levels in order of appearance, as the toolkit reads text; numbers ascending, as factor() does.
appearance <- function(x) factor(x, levels = unique(x))
frame <- transform(data, a = appearance(a), b = appearance(b), c = appearance(c), h = appearance(h))

number <- function(x) vapply(x, function(v) {
  if (v == round(v) && abs(v) < 1e9) sprintf("%d", as.integer(v)) else sprintf("%.17g", v)
}, "")
quote_text <- function(x) if (length(x) == 0) character(0) else paste0('"', gsub('"', '\\\\"', gsub("\\\\", "\\\\\\\\", x)), '"')
list_of <- function(x) paste0("[", paste(x, collapse = ","), "]")

formulas <- c(
  "y ~ 1", "y ~ x", "y ~ 0 + x", "y ~ x - 1", "y ~ -1 + x", "y ~ a", "y ~ 0 + a", "y ~ a + b",
  "y ~ 0 + a + b", "y ~ a * b", "y ~ a:b", "y ~ 0 + a:b", "y ~ a + a:b", "y ~ b + a:b",
  "y ~ a * b - a", "y ~ a * b - b", "y ~ a * b - a - b", "y ~ b:a", "y ~ b:a + a", "y ~ x + b:a",
  "y ~ a:x", "y ~ a + a:x", "y ~ x + a:x", "y ~ a * x", "y ~ 0 + x + a:x", "y ~ 0 + a + a:x",
  "y ~ 0 + a:x", "y ~ x:z", "y ~ x * z", "y ~ a * x * b", "y ~ a * x * b - a:b",
  "y ~ (a + b + x)^2", "y ~ (a + b + x)^3", "y ~ (a + b + c)^2 - a:c", "y ~ (a + b) * x",
  "y ~ a %in% b", "y ~ b + a %in% b", "y ~ a / b", "y ~ a / x", "y ~ a / (b + x)", "y ~ (a + b) / x",
  "y ~ (a + b) / c", "y ~ a / b / x", "y ~ a:b:c", "y ~ a + b:c", "y ~ a + b + b:c:a",
  "y ~ a * b + a:b:c", "y ~ c:b + a:b", "y ~ 0 + c:b + a:b", "y ~ 0 + x + b", "y ~ 0 + x:b + a",
  "y ~ factor(k)", "y ~ factor(k) * x", "y ~ k + factor(k):b", "y ~ 0 + factor(k):x",
  "y ~ I(x^2) + I(x - 10)", "y ~ log(z) + sqrt(z) + exp(-z)", "y ~ sin(2 * pi * z) + cos(2 * pi * z)",
  "y ~ log2(z) + log10(z) + log1p(z) + expm1(z) + abs(x - 10) + tan(z)", "y ~ I(x / z) + I(-x^2)",
  "y ~ I((x - z)^3) * a", "y ~ I(2^-z)", "y ~ a:I(x^2)", "y ~ log(z):a + b", "y ~ a + x + a:b + x:z",
  "y ~ x + a + z + b", "y ~ a*b*c - a:b:c", "y ~ x + x + a - x", "y ~ a + (b + c - a)",
  "y ~ a * b - 1", "y ~ a + b + 0", "y ~ a:b - 1", "y ~ x:a:b", "y ~ x + x:a:b", "y ~ a + b + x:a:b",
  "log(z) ~ x", "I(y + 1) ~ a", "y ~ (a * b)^2", "y ~ a^2", "y ~ (x)", "y ~ ((a)) + ((b:x))")
codings <- list(
  list(a = "sum"), list(a = "helmert"), list(c = "poly"), list(c = "sum", b = "helmert"),
  list(a = "poly", c = "helmert"), list(`factor(k)` = "poly"), list(`factor(g)` = "poly"))
coded <- list(
  "y ~ a", "y ~ a * b", "y ~ c + c:x", "y ~ b * c", "y ~ a:c + a", "y ~ factor(k) * b", "y ~ factor(g)")
more <- c("y ~ a * b - a", "y ~ 0 + a + b", "y ~ a * c", "y ~ a * x - x")

matrix_case <- function(text, coding) {
  contrasts <- lapply(coding, function(name) paste0("contr.", name))
  matrix <- model.matrix(
    as.formula(text), frame, contrasts.arg = if (length(contrasts)) contrasts)
  terms <- gsub(" %in% ", ":", attr(terms(as.formula(text)), "term.labels"), fixed = TRUE)
  kept <- sort(qr(matrix)$pivot[seq_len(qr(matrix)$rank)]) - 1
  paste0(
    '{"formula":', quote_text(text), ',"contrasts":{',
    paste(sprintf("%s:%s", quote_text(names(coding)), quote_text(unlist(coding))), collapse = ","),
    '},"terms":', list_of(quote_text(terms)), ',"names":', list_of(quote_text(colnames(matrix))),
    ',"assign":', list_of(attr(matrix, "assign")), ',"kept":', list_of(kept),
    ',\n   "columns":[', paste(apply(matrix, 2, function(v) list_of(number(v))), collapse = ",\n    "),
    "]}")
}
cases <- vapply(formulas, matrix_case, "", coding = list())
for (i in seq_along(codings)) cases <- c(cases, matrix_case(coded[[i]], codings[[i]]))
for (text in more) {
  for (name in c("sum", "helmert", "poly")) cases <- c(cases, matrix_case(text, list(a = name)))
}

random <- c(
  "y ~ 1 + (1 | g)", "y ~ x + (x | g)", "y ~ x + (0 + x | g)", "y ~ x + (1 + x + z | h)",
  "y ~ a + (a | g)", "y ~ a + (0 + a | g)", "y ~ a + (a * x | g)", "y ~ 1 + (1 | g) + (1 | h)",
  "y ~ 1 + (1 | h / b)", "y ~ 1 + (1 | h:b)", "y ~ 1 + (x | h / b)", "y ~ 1 + (1 | h / b / a)",
  "y ~ x + (1 | g) + (0 + x | g)", "y ~ x + (x || g)", "y ~ x + (x + z || g)", "y ~ b + (b:x | g)",
  "y ~ b + (0 + b:a | g)", "y ~ log(z) + (log(z) | g)")
random_case <- function(text) {
  parts <- lFormula(as.formula(text), frame, control = lmerControl(
    check.nobs.vs.nlev = "ignore", check.nobs.vs.nRE = "ignore", check.nobs.vs.rankZ = "ignore",
    check.nlev.gtr.1 = "ignore"))$reTrms
  terms <- vapply(seq_along(parts$cnms), function(i) {
    flist <- parts$flist
    factor <- flist[[attr(flist, "assign")[i]]]
    width <- length(parts$cnms[[i]])
    # What Z says of a row: its level, and the values of its columns there.
    block <- as.matrix(parts$Ztlist[[i]])
    rows <- vapply(seq_len(n), function(row) {
      start <- (as.integer(factor)[row] - 1) * width
      list_of(number(block[start + seq_len(width), row]))
    }, "")
    paste0(
      '{"group":', quote_text(gsub("[()]", "", names(parts$cnms)[i])), ',"names":',
      list_of(quote_text(parts$cnms[[i]])), ',"labels":', list_of(quote_text(as.character(factor))),
      ',"rows":', list_of(rows), "}")
  }, "")
  paste0('{"formula":', quote_text(text), ',"terms":[\n   ', paste(terms, collapse = ",\n   "), "]}")
}

column <- function(values) {
  list_of(if (is.character(values)) quote_text(values) else number(values))
}
cat('{"r":', quote_text(R.version.string), ',"lme4":', quote_text(as.character(packageVersion("lme4"))),
  ',\n"data":{', paste(sprintf("%s:%s", quote_text(names(data)), vapply(data, column, "")), collapse = ",\n  "),
  '},\n"matrices":[\n  ', paste(cases, collapse = ",\n  "),
  '],\n"random":[\n  ', paste(vapply(random, random_case, ""), collapse = ",\n  "), "]}\n", sep = "")
