// Import by choosing or dropping a file; a refused file is explained cell by cell.
import { upload } from "./api.js";
import { byId, element } from "./dom.js";

const MOST_ERRORS = 20;

export function prepareImport(onImported, onFailure) {
	const form = byId("import");
	form.onsubmit = (event) => event.preventDefault();
	byId("file").onchange = (event) => send(event.target.files[0], onImported, onFailure);
	form.ondragover = (event) => {
		event.preventDefault();
		form.classList.add("over");
	};
	form.ondragleave = () => form.classList.remove("over");
	form.ondrop = (event) => {
		event.preventDefault();
		form.classList.remove("over");
		send(event.dataTransfer.files[0], onImported, onFailure);
	};
}

async function send(file, onImported, onFailure) {
	if (!file) {
		return;
	}
	const progress = byId("progress");
	progress.hidden = false;
	progress.removeAttribute("value");
	answer(`Importing ${file.name} …`);
	try {
		const report = await upload("/api/imports", file, (share) => progress.value = share);
		answer(`${report.activities} activities of ${report.file} are stored.`, report.warnings.map((warning) => warning.message));
		await onImported();
	}
	catch (error) {
		const errors = error.problem?.errors;
		if (errors) {
			refused(file, errors);
		}
		else {
			answer(error.message);
			onFailure(error);
		}
	}
	finally {
		progress.hidden = true;
		byId("file").value = "";
	}
}

function refused(file, errors) {
	const more = errors.length - MOST_ERRORS;
	const lines = errors.slice(0, MOST_ERRORS).map(place);
	answer(`${file.name} was not imported, and nothing of it is stored:`, more > 0 ? [...lines, `and ${more} more`] : lines);
}

function place(error) {
	const where = [error.line && `line ${error.line}`, error.column && `“${error.column}”`].filter(Boolean).join(", ");
	const value = error.value ? ` (it says “${error.value}”)` : "";
	return `${where ? `${where}: ` : ""}${error.message}${value}`;
}

function answer(text, lines = []) {
	byId("import-answer").replaceChildren(element("p", {}, text),
		...(lines.length > 0 ? [element("ul", {}, ...lines.map((line) => element("li", {}, line)))] : []));
}
