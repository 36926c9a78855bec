# The generalised cases of time-models, fitted by lme4 and glmmTMB.
#
#   Rscript glmm.R data FOLDER                     writes the data sets as CSV
#   Rscript glmm.R fit FOLDER SECONDS CASE ...     prints a line of JSON for each case
#
# Timed as time-models does: only the work, the data in memory and the packages loaded before.
# lme4 runs with its defaults but calc.derivs = FALSE, which spares it the Hessian; the deviance and
# the standard errors that are compared are made after the clock has stopped.
arguments <- commandArgs(TRUE)
folder <- arguments[2]
suppressPackageStartupMessages({
  library(lme4)
  library(glmmTMB)
})
script <- sub("^--file=", "", grep("^--file=", commandArgs(FALSE), value = TRUE))
source(file.path(dirname(script), "timing.R"))
control <- glmerControl(calc.derivs = FALSE)

# ------------------------------------------------------------------ data
# The generator of Park and Miller: x <- 48271 x mod (2^31 - 1), u = x / (2^31 - 1). A normal
# variable is sqrt(-2 log u1) cos(2 pi u2), a count the smallest whose probability reaches u.
generator <- new.env()

uniforms <- function(count) {
  state <- generator$state
  values <- numeric(count)
  for (i in seq_len(count)) {
    state <- (48271 * state) %% 2147483647
    values[i] <- state / 2147483647
  }
  generator$state <- state
  values
}

normals <- function(count) {
  pairs <- matrix(uniforms(2 * count), 2)
  sqrt(-2 * log(pairs[1, ])) * cos(2 * pi * pairs[2, ])
}

counts <- function(means) qpois(uniforms(length(means)), means)

# People with a diary: nights 0, 1, ...; treatment in alternating weeks, the first week off for odd
# people and on for even ones.
diaries <- function(people, nights = 56) {
  data <- expand.grid(t = seq_len(nights) - 1, id = seq_len(people))[, c("id", "t")]
  data$trt <- (data$t %/% 7 + data$id + 1) %% 2
  data
}

# Order of draws: the people's intercepts, their effects, the Poisson counts row by row, then a
# gamma variable with shape 2 and mean 1 for each row, then the overdispersed counts.
random_effect_counts <- function(people = 500) {
  generator$state <- 202
  intercepts <- normals(people)
  effects <- normals(people)
  data <- diaries(people)
  means <- with(data, exp(
    0.5 + 0.6 * intercepts[id] + (-0.3 + 0.3 * effects[id]) * trt + 0.002 * t))
  data$y_poisson <- counts(means)
  pairs <- matrix(uniforms(2 * nrow(data)), 2)
  data$y_nb <- counts(means * -log(pairs[1, ] * pairs[2, ]) / 2)
  data$y_any <- as.integer(data$y_poisson > 0)
  data
}

# Counts around a latent AR(1) series of each person. Order of draws: the people's intercepts, the
# shocks of the series row by row, the counts row by row.
latent_counts <- function(people = 200, nights = 56) {
  generator$state <- 505
  intercepts <- normals(people)
  series <- matrix(normals(people * nights), nights)
  for (night in 2:nights) {
    series[night, ] <- 0.4 * series[night - 1, ] + sqrt(1 - 0.4^2) * series[night, ]
  }
  data <- diaries(people, nights)
  data$y <- with(data, counts(exp(
    0.5 + 0.6 * intercepts[id] - 0.3 * trt + 0.002 * t + 0.5 * as.vector(series))))
  data
}

write_data <- function() {
  write <- function(data, name) {
    write.csv(data, file.path(folder, paste0(name, ".csv")), row.names = FALSE, quote = FALSE)
  }
  write(get("cbpp", "package:lme4"), "cbpp")
  write(random_effect_counts(), "counts-500x56")
  write(latent_counts(), "latent-counts-200x56")
}

# ------------------------------------------------------------------ fits
people <- function() read_data("counts-500x56", "id")
series <- function() {
  data <- read_data("latent-counts-200x56", "id")
  data$night <- factor(data$t)
  data
}

fits <- list(
  `cbpp-laplace` = list(
    read = function() read_data("cbpp", c("herd", "period")),
    fit = function(d) {
      glmer(
        cbind(incidence, size - incidence) ~ period + (1 | herd), d, binomial, control = control)
    }),
  `poisson-500x56-intercept` = list(
    read = people,
    fit = function(d) glmer(y_poisson ~ trt + t + (1 | id), d, poisson, control = control)),
  `poisson-500x56-slope` = list(
    read = people,
    fit = function(d) glmer(y_poisson ~ trt + t + (trt | id), d, poisson, control = control)),
  `binomial-500x56-intercept` = list(
    read = people,
    fit = function(d) glmer(y_any ~ trt + t + (1 | id), d, binomial, control = control)),
  `nb2-500x56-glmer` = list(
    read = people,
    fit = function(d) glmer.nb(y_nb ~ trt + t + (1 | id), data = d)),
  `nb2-500x56-tmb` = list(
    read = people,
    fit = function(d) glmmTMB(y_nb ~ trt + t + (1 | id), d, nbinom2())),
  `latent-ar1-200x56` = list(
    read = series,
    fit = function(d) {
      glmmTMB(y ~ trt + t + (1 | id) + ar1(night + 0 | id), d, poisson)
    }))

# -2 log L and the standard errors at the estimates, as precise as they can be: by default lme4 stops
# the search for the modes early, which moves its deviance, and more so the curvature of it.
lme4_precise <- function(model) {
  deviance <- update(model, devFunOnly = TRUE, control = glmerControl(tolPwrss = 1e-13))
  estimates <- c(getME(model, "theta"), lme4::fixef(model))
  hessian <- lme4:::deriv12(deviance, estimates)$Hessian
  covariances <- seq_along(getME(model, "theta"))
  list(
    deviance = deviance(estimates), errors = sqrt(diag(2 * solve(hessian)))[-covariances])
}

# Term by term the standard deviations and the correlations above the diagonal by columns; of a
# series its standard deviation and its autocorrelation alone; then theta of a negative binomial.
scales <- function(model, is_lme4) {
  terms <- if (is_lme4) lme4::VarCorr(model) else glmmTMB::VarCorr(model)$cond
  own <- lapply(terms, function(term) {
    deviations <- attr(term, "stddev")
    correlations <- attr(term, "correlation")
    if (identical(names(attr(term, "blockCode")), "ar1")) {
      return(c(deviations[[1]], correlations[1, 2]))
    }
    c(deviations, correlations[upper.tri(correlations)])
  })
  theta <- if (is_lme4) {
    if (startsWith(family(model)$family, "Negative")) getME(model, "glmer.nb.theta")
  } else if (family(model)$family == "nbinom2") sigma(model)
  as.vector(c(unlist(own), theta))
}

time_case <- function(case, budget) {
  own <- fits[[case]]
  if (is.null(own)) stop("no case ", case)
  data <- own$read()
  model <- NULL
  times <- timed(budget, function() model <<- own$fit(data))
  is_lme4 <- inherits(model, "merMod")
  if (!is_lme4 && (model$fit$convergence != 0 || !model$sdr$pdHess)) stop(case, ": not converged")
  found <- if (is_lme4) lme4_precise(model) else list(
    deviance = -2 * as.numeric(logLik(model)), errors = sqrt(diag(vcov(model)$cond)))
  report(
    case, times, if (is_lme4) lme4::fixef(model) else glmmTMB::fixef(model)$cond, found$errors,
    deviance = found$deviance,
    evaluations = if (is_lme4) model@optinfo$feval else model$fit$evaluations[["function"]],
    scales = scales(model, is_lme4))
}

switch(
  arguments[1], data = write_data(),
  fit = for (case in arguments[-(1:3)]) time_case(case, as.numeric(arguments[3])),
  stop("data or fit"))
