# The cases of time-models, fitted by R's packages.
#
#   Rscript lme4.R data FOLDER                     writes the data sets of lme4 as CSV
#   Rscript lme4.R fit FOLDER SECONDS CASE ...     prints a line of JSON for each case
#   Rscript lme4.R memory FOLDER CASE              fits once and prints the memory it took
#
# Timed as time-models does: only the work, the data in memory and the packages loaded before.
# calc.derivs = FALSE spares lme4 the check of convergence by finite differences.
arguments <- commandArgs(TRUE)
folder <- arguments[2]
suppressPackageStartupMessages({
  library(nlme)
  library(lme4)
})
control <- lmerControl(calc.derivs = FALSE)

script <- sub("^--file=", "", grep("^--file=", commandArgs(FALSE), value = TRUE))
source(file.path(dirname(script), "timing.R"))

standard_errors <- function(model) sqrt(diag(as.matrix(vcov(model))))

fits <- list(
  `sleepstudy-slope-reml` = list(
    read = function() read_data("sleepstudy", "Subject"),
    fit = function(d) lme4::lmer(Reaction ~ Days + (Days | Subject), d, control = control)),
  `penicillin-crossed` = list(
    read = function() read_data("penicillin", c("plate", "sample")),
    fit = function(d) lmer(diameter ~ 1 + (1 | plate) + (1 | sample), d, control = control)),
  `insteval-crossed` = list(
    read = function() read_data("insteval", c("s", "d", "dept")),
    fit = function(d) {
      lmer(y ~ 1 + service + (1 | s) + (1 | d) + (1 | dept), d, REML = FALSE, control = control)
    }),
  `insteval-interaction` = list(
    read = function() read_data("insteval", c("s", "d", "dept")),
    fit = function(d) lmer(y ~ service * dept + (1 | s) + (1 | d), d, control = control)),
  `longitudinal-2000x60` = list(
    read = function() read_data("longitudinal-2000x60"),
    fit = function(d) lmer(y ~ trt + t + (t | id), d, control = control)),
  `longitudinal-2000x60-nlme` = list(
    read = function() read_data("longitudinal-2000x60"),
    fit = function(d) lme(y ~ trt + t, random = ~ t | id, data = d)),
  `longitudinal-20000x60` = list(
    read = function() read_data("longitudinal-20000x60"),
    fit = function(d) lmer(y ~ trt + t + (t | id), d, control = control)),
  `series-1000x56-ar1` = list(
    read = function() read_data("series-1000x56"),
    fit = function(d) {
      lme(
        y ~ trt + day, random = ~ 1 | id, correlation = corAR1(form = ~ day | id), data = d)
    }))

# What is done after a fit of sleepstudy: the work, and the estimates and errors it gave.
after <- list(
  `sleepstudy-bootstrap-1000` = list(
    work = function(model) bootMer(model, fixef, nsim = 1000, seed = 1),
    estimates = function(result) colMeans(result$t),
    errors = function(result) apply(result$t, 2, sd)),
  `sleepstudy-kenward-roger` = list(
    work = function(model) summary(model, ddf = "Kenward-Roger"),
    estimates = function(result) coef(result)[, "df"],
    errors = function(result) c(1, 1)),
  `sleepstudy-profile` = list(
    work = function(model) confint(model, method = "profile", quiet = TRUE),
    estimates = function(result) as.vector(t(result)),
    errors = function(result) rep((result[, 2] - result[, 1]) / 4, each = 2)))

time_fit <- function(case, budget) {
  own <- fits[[case]]
  data <- own$read()
  model <- NULL
  times <- timed(budget, function() model <<- own$fit(data))
  is_lme <- inherits(model, "lme")
  report(
    case, times, if (is_lme) nlme::fixef(model) else fixef(model), standard_errors(model),
    deviance = -2 * as.numeric(logLik(model)),
    evaluations = if (!is_lme) model@optinfo$feval)
}

time_after <- function(case, budget) {
  data <- read_data("sleepstudy", "Subject")
  # pbkrtest is called by the summary of lmerTest's models.
  fit <- if (case == "sleepstudy-kenward-roger") lmerTest::lmer else lme4::lmer
  model <- fit(Reaction ~ Days + (Days | Subject), data)
  result <- NULL
  times <- timed(budget, function() {
    result <<- suppressMessages(suppressWarnings(after[[case]]$work(model)))
  })
  report(case, times, after[[case]]$estimates(result), after[[case]]$errors(result))
}

time_case <- function(case, budget) {
  if (case %in% names(fits)) time_fit(case, budget)
  else if (case %in% names(after)) time_after(case, budget)
  else stop("no case ", case)
}

# In bytes, from /proc/self/status.
memory <- function(field) {
  line <- grep(paste0("^", field), readLines("/proc/self/status"), value = TRUE)
  1024 * as.numeric(gsub("[^0-9]", "", line))
}

measure_memory <- function(case) {
  data <- fits[[case]]$read()
  gc(FALSE)
  before <- memory("VmRSS:")
  reading <- memory("VmHWM:")
  cat("5", file = "/proc/self/clear_refs")
  model <- fits[[case]]$fit(data)
  fitting <- memory("VmHWM:")
  cat(sprintf(
    '{"case": "%s", "deviance": %.15g, "peak": %.0f, "growth": %.0f}\n', case,
    -2 * as.numeric(logLik(model)), max(reading, fitting), fitting - before))
}

write_data <- function() {
  for (name in c("sleepstudy", "Penicillin", "InstEval")) {
    path <- file.path(folder, paste0(tolower(name), ".csv"))
    write.csv(get(name, "package:lme4"), path, row.names = FALSE, quote = FALSE)
  }
}

switch(
  arguments[1], data = write_data(), memory = measure_memory(arguments[3]),
  fit = for (case in arguments[-(1:3)]) time_case(case, as.numeric(arguments[3])),
  stop("data, fit or memory"))
