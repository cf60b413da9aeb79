// A page of which a script does not arrive, because the connection broke or a replica of another version was asked, would
// stay empty: it is loaded anew, once by itself, and then when the person says so. Not a module: it needs no other script.
window.addEventListener("error", (event) => {
	if (!event.target.matches?.("script[src^='/assets/']")) {
		return;
	}
	if (performance.getEntriesByType("navigation")[0].type !== "reload") {
		location.reload();
		return;
	}
	// Beside what the page says of itself, which may run without that script.
	const words = document.createElement("p");
	words.textContent = "A part of this page did not arrive.";
	const again = Object.assign(document.createElement("button"), { type: "button", textContent: "Load again" });
	again.onclick = () => location.reload();
	document.getElementById("missing").replaceChildren(words, again);
}, true);
