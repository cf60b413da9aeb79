// Light or dark: as the system says, or as the person chose here. Not a module: it runs before anything is painted.
(() => {
	const KEY = "portfolio.theme";
	const root = document.documentElement;
	const system = matchMedia("(prefers-color-scheme: dark)");
	const isDark = () => root.dataset.theme ? root.dataset.theme === "dark" : system.matches;

	if (["light", "dark"].includes(localStorage.getItem(KEY))) {
		root.dataset.theme = localStorage.getItem(KEY);
	}

	document.addEventListener("DOMContentLoaded", () => {
		const button = document.getElementById("theme");
		const name = () => {
			button.textContent = isDark() ? "Light" : "Dark";
			button.title = `Show the pages in ${isDark() ? "light" : "dark"} colours`;
		};
		button.hidden = false;
		button.onclick = () => {
			const wanted = isDark() ? "light" : "dark";
			root.dataset.theme = wanted;
			localStorage.setItem(KEY, wanted);
			document.dispatchEvent(new Event("colours"));
		};
		system.addEventListener("change", () => document.dispatchEvent(new Event("colours")));
		document.addEventListener("colours", name);
		name();
	});
})();
