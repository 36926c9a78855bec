# What the scripts that time R's packages share.

read_data <- function(name, factors = character()) {
  data <- read.csv(file.path(folder, paste0(name, ".csv")))
  for (column in factors) data[[column]] <- factor(data[[column]])
  data
}

seconds <- function() as.numeric(Sys.time())

# Runs the work for about so long, at least once; first once more to warm up, unless that alone
# takes as long.
timed <- function(budget, work) {
  once <- function() {
    gc(FALSE)
    start <- seconds()
    work()
    seconds() - start
  }
  times <- once()
  if (times < budget) {
    times <- c()
    while (sum(times) < budget && length(times) < 10000) times <- c(times, once())
  }
  times
}

json_numbers <- function(values) {
  paste0("[", paste(sprintf("%.15g", values), collapse = ", "), "]")
}

report <- function(
  case, times, estimates, errors, deviance = NULL, evaluations = NULL, scales = NULL
) {
  cat(sprintf(
    '{"case": "%s", "repeats": %d, "median": %.9g, "minimum": %.9g, "estimates": %s, "errors": %s',
    case, length(times), median(times), min(times), json_numbers(estimates), json_numbers(errors)))
  if (!is.null(deviance)) cat(sprintf(', "deviance": %.15g', deviance))
  if (!is.null(evaluations)) cat(sprintf(', "evaluations": %d', as.integer(evaluations)))
  if (!is.null(scales)) cat(sprintf(', "scales": %s', json_numbers(scales)))
  cat("}\n")
}
