# Rscript peer-suppress.R <package> <variant> <folder>: suppresses the table in <folder>/leaves.csv with a package that is
# installed, writes what it would show to <folder>/pattern.csv and prints the CPU seconds of the suppression alone.
arguments <- commandArgs(trailingOnly = TRUE)
peer <- arguments[1]
variant <- arguments[2]
folder <- arguments[3]
leaves <- read.csv2(file.path(folder, "leaves.csv"), colClasses = "character", check.names = FALSE)
leaves$count <- as.integer(leaves$count)
codes <- read.csv2(file.path(folder, "codes.csv"), colClasses = "character")
names <- unique(codes$dimension)
hierarchies <- lapply(names, function(name) {
  own <- codes[codes$dimension == name, ]
  data.frame(levels = strrep("@", as.integer(own$level)), codes = own$code, stringsAsFactors = FALSE)
})
names(hierarchies) <- names

gauss <- function() {
  library(GaussSuppression)
  more <- switch(variant,
    default = list(),
    intervals = list(protectionIntervals = TRUE, lpPackage = Find(function(name) requireNamespace(name, quietly = TRUE), c("highs", "Rglpk"))))
  found <- do.call(SuppressSmallCounts, c(list(data = leaves, maxN = 2, freqVar = "count", hierarchies = hierarchies, protectZeros = FALSE, extend0 = FALSE, printInc = FALSE), more))
  data.frame(found[names], suppressed = as.integer(found$suppressed))
}

sdctable <- function() {
  library(sdcTable)
  problem <- makeProblem(data = leaves, dimList = hierarchies, freqVarInd = "count")
  problem <- primarySuppression(problem, type = "freq", maxN = 2, allowZeros = FALSE)
  parts <- strsplit(variant, "@")[[1]]
  more <- if (length(parts) > 1) list(attack_threshold = as.numeric(parts[2])) else list()
  safe <- do.call(protectTable, c(list(object = problem, method = parts[1]), more))
  found <- as.data.frame(getInfo(safe, type = "finalData"))
  data.frame(found[names], suppressed = as.integer(found$sdcStatus %in% c("u", "x")))
}

sink(stderr())
started <- proc.time()
pattern <- if (peer == "GaussSuppression") gauss() else sdctable()
used <- proc.time() - started
sink()
write.csv2(pattern, file.path(folder, "pattern.csv"), row.names = FALSE, quote = FALSE)
cat(sprintf("%.3f %s %s\n", used[["user.self"]] + used[["sys.self"]] + used[["user.child"]] + used[["sys.child"]], as.character(packageVersion(peer)), R.version$major))
