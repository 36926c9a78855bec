# Many people's logs, by lme4, glmmTMB and nlme.
#
#   Rscript population.R fit NIGHTS.csv          one population by a mixed model, beside NIGHTS.csv.pool
#   Rscript population.R time FOLDER KIND COUNT  the models of single logs, milliseconds each
#
# NIGHTS.csv and NIGHTS.csv.pool come from `population-coverage --data`, the folder from
# `time-population`. Timed is only the fit, the data in memory and the packages loaded before.
arguments <- commandArgs(TRUE)
suppressPackageStartupMessages({
  library(lme4)
  library(glmmTMB)
  library(nlme)
})

compare <- function(path) {
  nights <- read.csv(path)
  pool <- read.csv(paste0(path, ".pool"))
  nights$treatment <- as.numeric(nights$treatment == "magnesium")
  nights$z <- 2 * (nights$night - 1) / (max(nights$night) - 1) - 1
  nights$person <- factor(nights$person, levels = unique(nights$person))
  simple <- glmer(cramps ~ treatment + (1 + treatment | person), nights, family = poisson)
  # The same questions as the pooled model asks: a trend and correlated nights for everybody, but
  # one sigma and rho for all persons instead of each their own.
  nights$time <- numFactor(nights$night)
  full <- glmmTMB(
    cramps ~ treatment + (1 + treatment + z | person) + ou(time + 0 | person), nights,
    family = poisson)
  own <- pool[!pool$person %in% c("mu", "tau"), ]
  row <- function(what, ours, simple, full) {
    cat(sprintf("| %s | %.3f | %.3f | %.3f |\n", what, ours, simple, full))
  }
  cat("| log rate ratio | nof1 pool | glmer | glmmTMB with nights correlated |\n|:--|--:|--:|--:|\n")
  value <- function(name, column) pool[pool$person == name, column]
  row("mu", value("mu", "shrunken"), fixef(simple)["treatment"], fixef(full)$cond["treatment"])
  row("SD or SE of mu", value("mu", "raw"), sqrt(vcov(simple)["treatment", "treatment"]),
      sqrt(vcov(full)$cond["treatment", "treatment"]))
  row("tau", value("tau", "shrunken"), attr(VarCorr(simple)$person, "stddev")["treatment"],
      attr(VarCorr(full)$cond$person, "stddev")["treatment"])
  first <- coef(simple)$person
  second <- coef(full)$cond$person
  for (name in own$person[1:5]) {
    row(name, own$shrunken[own$person == name], first[name, "treatment"], second[name, "treatment"])
  }
}

time_logs <- function(folder, kind, count) {
  times <- sapply(seq_len(count) - 1, function(index) {
    nights <- read.csv(file.path(folder, sprintf("%s-%d.csv", kind, index)))
    n <- nrow(nights)
    nights$person <- factor(1)
    nights$night <- factor(seq_len(n))
    nights$day <- seq_len(n)
    nights$z <- 2 * (seq_len(n) - 1) / (n - 1) - 1
    nights$treatment <- as.numeric(nights$treatment == "magnesium")
    start <- proc.time()
    try(suppressWarnings(
      if (kind == "count") {
        glmmTMB(cramps ~ treatment + z + ar1(night + 0 | person), nights, family = poisson)
      } else {
        gls(cramps ~ treatment + z, nights, correlation = corAR1(form = ~ day))
      }), silent = TRUE)
    used <- proc.time() - start
    c(sum(used[c(1, 2)]), used[3])
  })
  cat(sprintf(
    '{"kind": "%s", "logs": %d, "median_cpu_ms": %.3f, "mean_cpu_ms": %.3f, "median_wall_ms": %.3f}\n',
    kind, count, 1e3 * median(times[1, ]), 1e3 * mean(times[1, ]), 1e3 * median(times[2, ])))
}

if (arguments[1] == "fit") {
  compare(arguments[2])
} else {
  time_logs(arguments[2], arguments[3], as.integer(arguments[4]))
}
