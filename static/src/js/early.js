// Before the first paint: says that script runs, so that nothing jumps later.
document.documentElement.classList.add("js");
