# Latent AR(1) series of counts and of events, fitted by glmmTMB, to compare with.
#     Rscript latent-series.R > latent-series.json
#
# SIMULATED: 20 people with a diary of 28 nights, of which some are missing, alone and in runs, at
# the beginning and at the end too. The factor `slot` has all 28 levels, so that neighbours across
# a gap are as far apart as they are. Every fit is polished by Newton's method on the gradient.
# Laplace's approximation, the Hessian observed; log_lik has all its constants. `internal` are
# glmmTMB's parameters, and the errors are from the Hessian in all of them: beta; betad, the log of
# theta in Var = mu + mu^2 / theta; theta: the log of person_sd, if there is one, the log of
# series_sd, and rho / sqrt(1 - rho^2). `elsewhere` is the same log-likelihood at another point.
suppressPackageStartupMessages(library(glmmTMB))

set.seed(20250204)
people <- 20
nights <- 28
data <- expand.grid(night = seq_len(nights), person = seq_len(people))[, c("person", "night")]
data$treatment <- ((data$night - 1) %/% 7 + data$person) %% 2
stationary_series <- function(rho) {
  x <- rnorm(nights)
  for (night in 2:nights) x[night] <- rho * x[night - 1] + sqrt(1 - rho^2) * x[night]
  x
}
person <- 0.6 * rnorm(people)
series <- 0.7 * as.vector(replicate(people, stationary_series(0.6)))
predictor <- 0.5 + person[data$person] - 0.4 * data$treatment + series
data$poisson <- rpois(nrow(data), exp(predictor))
data$nb2 <- rnbinom(nrow(data), mu = exp(predictor), size = 3)
# Yes or no tells little: the series is wider.
data$any <- rbinom(nrow(data), 1, plogis(predictor + series))
data$trials <- sample(3:8, nrow(data), replace = TRUE)
data$events <- rbinom(nrow(data), data$trials, plogis(predictor - 0.5))
missing <- runif(nrow(data)) < 0.06
missing[data$person == 3 & data$night %in% 1:2] <- TRUE
missing[data$person == 7 & data$night %in% 10:15] <- TRUE
missing[data$person == 11 & data$night %in% 26:28] <- TRUE
missing[data$person == 16 & data$night %% 2 == 0] <- TRUE
data <- data[!missing, ]
data$group <- factor(data$person)
data$slot <- factor(data$night, levels = seq_len(nights))

polished <- function(formula, family) {
  tight <- list(iter.max = 5000, eval.max = 5000, rel.tol = 1e-14, x.tol = 1e-12)
  # nlminb complains that it cannot reach such tolerances; the polishing does.
  model <- suppressWarnings(
    glmmTMB(formula, data, family, control = glmmTMBControl(optCtrl = tight)))
  objective <- model$obj
  objective$env$inner.control$tol <- 1e-12
  gradient <- function(p) as.vector(objective$gr(p))
  hessian <- function(p) {
    h <- numDeriv::jacobian(gradient, p)
    (h + t(h)) / 2
  }
  p <- model$fit$par
  for (iteration in 1:8) {
    step <- -solve(hessian(p), gradient(p))
    p <- p + step
    if (max(abs(step)) < 1e-11) break
  }
  stopifnot(max(abs(gradient(p))) < 1e-8, eigen(hessian(p))$values > 0)
  list(objective = objective, p = p, gradient = gradient(p), covariance = solve(hessian(p)))
}

# What glmmTMB's parameters mean; its correlation is theta / sqrt(1 + theta^2).
meaning <- function(p, has_person) {
  theta <- unname(p[names(p) == "theta"])
  ar1 <- if (has_person) theta[2:3] else theta[1:2]
  dispersion <- unname(p[names(p) == "betad"])
  list(
    fixed = unname(p[names(p) == "beta"]), person_sd = if (has_person) exp(theta[1]),
    series_sd = exp(ar1[1]), rho = ar1[2] / sqrt(1 + ar1[2]^2),
    theta = if (length(dispersion)) exp(dispersion))
}

number <- function(x) sprintf("%.17g", x)
list_of <- function(x) paste0("[", paste(x, collapse = ","), "]")
quoted <- function(x) paste0('"', x, '"')
object <- function(...) {
  parts <- Filter(Negate(is.null), list(...))
  paste0("{", paste(quoted(names(parts)), parts, sep = ":", collapse = ","), "}")
}
point <- function(p, log_lik, has_person) {
  m <- meaning(p, has_person)
  object(
    fixed = list_of(number(m$fixed)), person_sd = if (has_person) number(m$person_sd),
    series_sd = number(m$series_sd), rho = number(m$rho),
    theta = if (!is.null(m$theta)) number(m$theta), log_lik = number(log_lik))
}

fit_case <- function(response, family, family_name, has_person) {
  formula <- as.formula(paste0(
    response, " ~ treatment + ", if (has_person) "(1 | group) + ", "ar1(slot + 0 | group)"))
  fit <- polished(formula, family)
  objective <- fit$objective
  log_lik <- -as.numeric(objective$fn(fit$p))
  # At the boundary the logarithm of the deviation could be any low number.
  is_boundary <- has_person && meaning(fit$p, TRUE)$person_sd < 1e-4
  # The same likelihood away from its maximum.
  away <- fit$p + 0.2 * (-1)^seq_along(fit$p)
  if (is_boundary) away[names(away) == "theta"][1] <- log(0.3)
  log_lik_away <- -as.numeric(objective$fn(away))
  errors <- sqrt(diag(fit$covariance))
  object(
    id = quoted(paste0(family_name, if (has_person) "-person", "-ar1")),
    response = quoted(response), family = quoted(family_name), has_person = tolower(has_person),
    person_sd_is_zero = tolower(is_boundary),
    max_abs_gradient = number(max(abs(fit$gradient))),
    optimum = point(fit$p, log_lik, has_person),
    fixed_se = list_of(number(errors[names(fit$p) == "beta"])),
    internal_names = list_of(quoted(names(fit$p))), internal = list_of(number(fit$p)),
    internal_se = list_of(number(errors)),
    elsewhere = point(away, log_lik_away, has_person))
}

kinds <- list(
  list("poisson", poisson(), "poisson"), list("nb2", nbinom2(), "nb2"),
  list("any", binomial(), "bernoulli"),
  list("cbind(events, trials - events)", binomial(), "binomial"))
cases <- unlist(lapply(kinds, function(kind) {
  vapply(c(TRUE, FALSE), function(has_person) {
    fit_case(kind[[1]], kind[[2]], kind[[3]], has_person)
  }, "")
}))
columns <- c("person", "night", "treatment", "poisson", "nb2", "any", "events", "trials")
table <- lapply(data[columns], function(column) list_of(as.integer(column)))
versions <- vapply(c("glmmTMB", "TMB"), function(p) quoted(as.character(packageVersion(p))), "")
cat(
  '{"made_by":"latent-series.R",\n"versions":',
  do.call(object, c(list(R = quoted(as.character(getRversion()))), as.list(versions))),
  ',\n"data":', do.call(object, table), ',\n"cases":[\n', paste(cases, collapse = ",\n"), "]}\n",
  sep = "")
