// Import by choosing or dropping a file: a preview first, then the import with its progress. A refused file is
// explained cell by cell.
import { get, upload } from "./api.js";
import { byId, element } from "./dom.js";
import { decimal, kind, price } from "./format.js";

const MOST_ERRORS = 20;
const MOST_ROWS = 8;
const LARGE = 2000;
const MILLISECONDS_BETWEEN_LOOKS = 400;

let into = () => null;

/** Imports into the portfolio that into() names, or the first one. */
export function prepareImport(onImported, onFailure, { into: target = into, onBegin = () => {} } = {}) {
	into = target;
	const chosen = (file) => {
		if (file && !byId("dashboard").hidden) {
			onBegin();
			byId("import-section").scrollIntoView({ block: "nearest" });
			attempt(file, () => preview(file, onImported, onFailure), onFailure);
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

function path(suffix, parameters = {}) {
	const query = new URLSearchParams({ ...parameters, ...(into() && { portfolio: into() }) });
	return `/api/imports${suffix}?${query}`;
}

async function attempt(file, work, onFailure) {
	const progress = byId("progress");
	progress.hidden = false;
	progress.removeAttribute("value");
	byId("import-preview").hidden = true;
	try {
		await work();
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

async function preview(file, onImported, onFailure) {
	answer(`Reading ${file.name} …`);
	const found = await upload(path("/preview"), file, show);
	const fresh = found.activities - found.duplicates;
	answer(`${file.name} (${found.format}) holds ${count(found.activities)}`
		+ (found.duplicates > 0 ? `, ${found.duplicates} of which you have already.` : "."),
		found.warnings.filter((warning) => warning.code !== "DUPLICATE").map((warning) => warning.message));
	const confirm = element("button", { type: "button", class: "primary", id: "import-confirm" }, `Import ${count(fresh)}`);
	confirm.onclick = () => attempt(file, () => store(file, found, onImported), onFailure);
	const cancel = element("button", { type: "button" }, "Cancel");
	cancel.onclick = () => {
		byId("import-preview").hidden = true;
		answer("");
	};
	byId("import-preview").replaceChildren(table(found), element("div", { class: "bar" }, confirm, cancel));
	byId("import-preview").hidden = false;
	confirm.focus();
}

function table(found) {
	// Files without line breaks have no lines to look for.
	const lines = found.rows.some((row) => row.line !== found.rows[0].line);
	const head = ["Date", "Type", "Symbol", "Quantity", "Price", "Fee", "Account", ...(lines ? ["Line"] : []), ""];
	const rows = found.rows.slice(0, MOST_ROWS).map((row) => element("tr", row.duplicate ? { class: "quiet" } : {},
		...[row.date, kind(row.type), row.symbol ?? "", decimal(row.quantity), price(row.unitPrice, row.currency),
			Number(row.fee) === 0 ? "" : price(row.fee, row.currency), row.account ?? "", ...(lines ? [row.line] : []), row.duplicate ? "there already" : ""].map((text) => element("td", {}, text))));
	const more = found.activities - rows.length;
	const rest = more > 0 ? [element("tr", {}, element("td", { colspan: head.length }, `and ${more} more`))] : [];
	return element("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": "Preview" },
		element("table", {}, element("thead", {}, element("tr", {}, ...head.map((title) => element("th", { scope: "col" }, title)))),
			element("tbody", {}, ...rows, ...rest)));
}

async function store(file, found, onImported) {
	answer(`Importing ${file.name} …`);
	const report = found.activities > LARGE ? await inBackground(file) : await upload(path(""), file, show);
	await told(report, onImported);
}

async function told(report, onImported) {
	answer(`${count(report.activities)} of ${report.file} ${report.activities === 1 ? "is" : "are"} stored.`,
		report.warnings.map((warning) => warning.message));
	await onImported();
}

/** Lets the server import after its answer. */
async function inBackground(file) {
	return followed(await upload(path("", { background: true }), file, show));
}

/** Goes on telling of an import that a former page began. */
export async function resumeImport(onImported, onFailure, onBegin = () => {}) {
	const running = (await get("/api/imports")).find((each) => each.state === "WAITING" || each.state === "RUNNING");
	if (running && byId("progress").hidden) {
		onBegin();
		await attempt({ name: running.file }, async () => told(await followed(running), onImported), onFailure);
	}
}

/** Looks how far an import is until it ends. */
async function followed(begun) {
	let state = begun;
	while (tell(state) !== "DONE" && state.state !== "REFUSED") {
		await new Promise((resolve) => setTimeout(resolve, MILLISECONDS_BETWEEN_LOOKS));
		state = await get(`/api/imports/${state.id}`);
	}
	if (state.state === "REFUSED") {
		throw Object.assign(new Error(state.answer.detail ?? state.answer.title), { status: 422, problem: state.answer });
	}
	return state.answer;
}

function tell(state) {
	if (state.failures > 0) {
		answer(`Importing ${state.file} failed on the server, which tries again by itself. Nothing of it is stored so far.`);
	}
	else if (state.total) {
		show(state.done / state.total);
		answer(`Importing ${state.file}: ${decimal(state.done)} of ${decimal(state.total)} activities …`);
	}
	return state.state;
}

function show(share) {
	byId("progress").value = share;
}

function count(activities) {
	return `${decimal(activities)} ${activities === 1 ? "activity" : "activities"}`;
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
	byId("import-answer").replaceChildren(...(text ? [element("p", {}, text)] : []),
		...(lines.length > 0 ? [element("ul", {}, ...lines.map((line) => element("li", {}, line)))] : []));
}
