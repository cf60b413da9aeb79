// Asks before something is deleted.
import { byId } from "./dom.js";
import { refusedChange } from "./shell.js";

export function ask(text, yes) {
	byId("question-text").textContent = text;
	byId("question-no").onclick = () => byId("question").close();
	byId("question-yes").onclick = () => {
		byId("question").close();
		yes().catch(refusedChange);
	};
	byId("question").showModal();
	byId("question-no").focus();
}
