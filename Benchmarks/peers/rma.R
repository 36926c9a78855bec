# The meta-analyses of time-pooling, pooled by metafor.
#
#   Rscript rma.R FILE PASSES ESTIMATOR ...     prints a line of JSON for each estimator
#
# Timed as time-pooling does, in processor time: only the work, the effects in memory and the package
# loaded before. An analysis whose search for tau^2 does not converge is left out and counted.
arguments <- commandArgs(TRUE)
suppressPackageStartupMessages(library(metafor))
effects <- read.csv(arguments[1])
analyses <- split(effects, effects$analysis)

processor_seconds <- function() sum(proc.time()[1:2])

pooled <- function(analysis, method, control = list()) {
  tryCatch({
    fit <- rma(estimate, variance, data = analysis, method = method, test = "knha",
               control = control)
    list(fit, predict(fit))
  }, error = function(e) NULL)
}

numbers <- function(result) {
  if (is.null(result)) return(rep(NA, 15))
  fit <- result[[1]]
  prediction <- result[[2]]
  c(fit$beta, fit$se, fit$tau2, fit$se.tau2, fit$pval, fit$ci.lb, fit$ci.ub, prediction$pi.lb,
    prediction$pi.ub, fit$QE, fit$QEp, fit$I2 / 100, fit$H2, fit$fit.stats["ll", ])
}

# What is compared is what it finds with a finer search, which takes longer and is not timed.
finer <- list(threshold = 1e-12, tol = 1e-12, maxiter = 1000)

for (method in arguments[-(1:2)]) {
  times <- c()
  for (pass in seq_len(as.numeric(arguments[2]))) {
    gc(FALSE)
    start <- processor_seconds()
    failures <- 0
    for (analysis in analyses) if (is.null(pooled(analysis, method))) failures <- failures + 1
    times <- c(times, processor_seconds() - start)
  }
  answers <- vapply(
    analyses, function(analysis) {
      values <- sprintf("%.17g", numbers(pooled(analysis, method, finer)))
      paste0("[", paste(ifelse(values == "NA", "NaN", values), collapse = ", "), "]")
    }, "")
  cat(sprintf(
    '{"estimator": "%s", "passes": %d, "median": %.9g, "minimum": %.9g, "failures": %d, "answers": [%s]}\n',
    method, length(times), median(times), min(times), failures, paste(answers, collapse = ", ")))
}
