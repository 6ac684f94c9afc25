// Before anything is drawn: the theme that was chosen here last.
try {
  const chosen = localStorage.getItem("detente-theme");
  if (chosen === "light" || chosen === "dark") document.documentElement.dataset.theme = chosen;
} catch { /* no storage: the system's theme holds */ }
document.documentElement.classList.add("scripted");
