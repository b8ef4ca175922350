# Rscript peer-suppress.R <package> <variant> <folder> <largest small count>: suppresses the table in <folder>/leaves.csv with a package that is
# installed, writes what it would show to <folder>/pattern.csv and prints the CPU seconds of the suppression alone.
arguments <- commandArgs(trailingOnly = TRUE)
peer <- arguments[1]
variant <- arguments[2]
folder <- arguments[3]
largest <- as.integer(arguments[4])
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
  found <- SuppressSmallCounts(data = leaves, maxN = largest, freqVar = "count", hierarchies = hierarchies, protectZeros = FALSE, extend0 = FALSE, printInc = FALSE)
  data.frame(found[names], suppressed = as.integer(found$suppressed))
}

sdctable <- function() {
  library(sdcTable)
  problem <- makeProblem(data = leaves, dimList = hierarchies, freqVarInd = "count")
  problem <- primarySuppression(problem, type = "freq", maxN = largest, allowZeros = FALSE)
  safe <- protectTable(object = problem, method = variant)
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
