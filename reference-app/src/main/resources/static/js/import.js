// Import by choosing or dropping a file: a preview first, then the import with its progress. A refused file is
// explained cell by cell.
import { get, passes, upload } from "./api.js";
import { byId, element } from "./dom.js";
import { answer, begin, count, explain } from "./import-answer.js";
import { refusedChange } from "./shell.js";

const LARGE = 2000;
const MILLISECONDS_BETWEEN_LOOKS = 400;
const MILLISECONDS_AFTER_A_FAILURE = 5000;
const followed = new Set();

/** Imports into the portfolio that into() gives at the preview, with its name, or the first one. */
export function prepareImport(onImported, { into = () => null, onBegin = () => {} } = {}) {
	const chosen = (file) => {
		if (file && !byId("dashboard").hidden) {
			onBegin();
			byId("import-section").scrollIntoView({ block: "nearest" });
			hidePreview();
			attempt(file, (saying) => preview(saying, file, into(), onImported));
		}
	};
	byId("import").onsubmit = (event) => event.preventDefault();
	byId("file").onchange = (event) => chosen(event.target.files[0]);
	acceptDrops(chosen);
}

// Anywhere on the page: a browser leaves the page for a file that is dropped beside its place.
function acceptDrops(chosen) {
	const over = (shown) => byId("import").classList.toggle("over", shown);
	const hasFiles = (event) => event.dataTransfer?.types.includes("Files");
	window.ondragover = (event) => {
		if (hasFiles(event)) {
			event.preventDefault();
			over(true);
		}
	};
	window.ondragleave = (event) => event.relatedTarget ?? over(false);
	window.ondrop = (event) => {
		over(false);
		if (hasFiles(event)) {
			event.preventDefault();
			chosen(event.dataTransfer.files[0]);
		}
	};
}

async function attempt(file, work) {
	const saying = begin();
	saying.show();
	try {
		await work(saying);
	}
	catch (error) {
		refused(saying, file, error);
	}
	finally {
		saying.end();
	}
}

function refused(saying, file, error) {
	const errors = error.problem?.errors;
	if (!saying.isLast()) {
		error.message = `${file.name}: ${error.message}`;
		refusedChange(error);
	}
	else if (errors) {
		explain(file, errors);
	}
	else {
		answer(error.message);
		refusedChange(error);
	}
}

async function preview(saying, file, target, onImported) {
	saying.answer(`Reading ${file.name} …`);
	const found = await upload(path("/preview", target), file, saying.show);
	const fresh = found.activities - found.duplicates;
	saying.answer(`${file.name} (${found.format}) holds ${count(found.activities)}`
		+ (found.duplicates > 0 ? `, ${found.duplicates} of which you have already.` : "."),
		found.warnings.filter((warning) => warning.code !== "DUPLICATE").map((warning) => warning.message));
	const confirm = element("button", { type: "button", class: "primary", id: "import-confirm" },
		`Import ${count(fresh)}${target?.name ? ` into ${target.name}` : ""}`);
	confirm.onclick = () => attempt(file, (storing) => store(storing, file, target, found, onImported));
	const cancel = element("button", { type: "button" }, "Cancel");
	cancel.onclick = dropPreview;
	saying.preview(found, confirm, cancel);
}

/** Takes away what was read and not stored, if there is anything. */
export function dropPreview() {
	if (!byId("import-preview").hidden) {
		hidePreview();
		answer("");
	}
}

function hidePreview() {
	byId("import-preview").hidden = true;
}

async function store(saying, file, target, found, onImported) {
	hidePreview();
	saying.answer(`Importing ${file.name} …`);
	const background = found.activities > LARGE;
	let stored;
	try {
		stored = await upload(path("", target, background ? { background } : {}), file, saying.show);
	}
	catch (error) {
		if (passes(error.status)) {
			saying.previewAgain();
		}
		throw error;
	}
	await told(saying, background ? await follow(saying, stored) : stored, onImported);
}

function path(suffix, target, parameters = {}) {
	return `/api/imports${suffix}?${new URLSearchParams({ ...parameters, ...(target && { portfolio: target.id }) })}`;
}

async function told(saying, report, onImported) {
	saying.answer(`${count(report.activities)} of ${report.file} ${report.activities === 1 ? "is" : "are"} stored.`,
		report.warnings.map((warning) => warning.message));
	await onImported();
}

/** Goes on telling of an import that a former page began. */
export async function resumeImport(onImported, onBegin = () => {}) {
	const running = (await get("/api/imports"))
		.find((each) => (each.state === "WAITING" || each.state === "RUNNING") && !followed.has(each.id));
	if (running && byId("progress").hidden && byId("import-preview").hidden) {
		onBegin();
		await attempt({ name: running.file }, async (saying) => told(saying, await follow(saying, running), onImported));
	}
}

/** Looks how far an import is until it ends. */
async function follow(saying, begun) {
	followed.add(begun.id);
	let state = begun;
	let pause = tell(saying, state);
	while (state.state !== "DONE" && state.state !== "REFUSED") {
		await new Promise((resolve) => setTimeout(resolve, pause));
		state = await look(state);
		pause = tell(saying, state);
	}
	if (state.state === "REFUSED") {
		throw Object.assign(new Error(state.answer.detail ?? state.answer.title), { status: 422, problem: state.answer });
	}
	return state.answer;
}

/** A look that is refused says nothing of the import, which goes on. */
function look(state) {
	return get(`/api/imports/${state.id}`).catch((error) => {
		if (passes(error.status)) {
			return { ...state, error };
		}
		throw error;
	});
}

/** Says how far an import is, and answers how long nobody need look again. */
function tell(saying, state) {
	if (state.error) {
		saying.answer(`How far the import of ${state.file} is cannot be seen. ${state.error.message}`);
		return Math.max(MILLISECONDS_AFTER_A_FAILURE, 1000 * state.error.retryAfter);
	}
	if (state.failures > 0) {
		saying.answer(`Importing ${state.file} failed on the server, which tries again by itself. Nothing of it is stored so far.`);
		return MILLISECONDS_AFTER_A_FAILURE;
	}
	if (state.total) {
		saying.count(state);
	}
	else {
		saying.answer(`Importing ${state.file} …`);
	}
	return MILLISECONDS_BETWEEN_LOOKS;
}
