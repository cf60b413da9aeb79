// What is said of an import, in its place on the page: how far it is, what was stored, what is wrong with a file.
import { byId, element, goOn } from "./dom.js";
import { decimal, kind, price } from "./format.js";

const MOST_ERRORS = 20;
const MOST_ROWS = 8;

let last = null;
let said = "";

/** Begins an attempt, which says nothing any more once there is another: what is said is of the file chosen last. */
export function begin() {
	const mine = last = {};
	const isLast = () => mine === last;
	const whileLast = (say) => (...what) => isLast() && say(...what);
	return {
		isLast, answer: whileLast(answer), show: whileLast(show), count: whileLast(countUp),
		preview: whileLast(preview), previewAgain: whileLast(previewAgain), end: whileLast(end),
	};
}

/** Says something once: a screen reader would say again what is written again. */
export function answer(text, lines = []) {
	const all = [text, ...lines].join("\n");
	if (all !== said) {
		byId("import-answer").replaceChildren(...(text ? [element("p", {}, text)] : []),
			...(lines.length > 0 ? [element("ul", {}, ...lines.map((line) => element("li", {}, line)))] : []));
	}
	said = all;
}

/** Says how far an import is to the eye: a screen reader has the progress bar, and would say nothing else. */
function countUp({ file, done, total }) {
	show(done / total);
	answer(`Importing ${file}`);
	const text = byId("import-answer").querySelector("p");
	const far = text.querySelector("[aria-hidden]") ?? text.appendChild(element("span", { "aria-hidden": "true" }));
	far.textContent = `: ${decimal(done)} of ${decimal(total)} activities …`;
}

/** Shows a share of the whole, or that something is done that tells none. */
function show(share) {
	byId("progress").hidden = false;
	if (share === undefined) {
		byId("progress").removeAttribute("value");
	}
	else {
		byId("progress").value = share;
	}
}

function end() {
	byId("progress").hidden = true;
	byId("file").value = "";
}

/** Shows what a file holds, and the buttons for it. */
function preview(found, ...buttons) {
	byId("import-preview").replaceChildren(table(found), element("div", { class: "bar" }, ...buttons));
	previewAgain();
}

/** Whatever could not be stored may be stored another time. */
function previewAgain() {
	byId("import-preview").hidden = false;
	goOn("#file, #show-import", byId("import-confirm"));
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

export function count(activities) {
	return `${decimal(activities)} ${activities === 1 ? "activity" : "activities"}`;
}

/** Explains what is wrong with a file, place by place. */
export function explain(file, errors) {
	const more = errors.length - MOST_ERRORS;
	const lines = errors.slice(0, MOST_ERRORS).map(place);
	answer(`${file.name} was not imported, and nothing of it is stored:`, more > 0 ? [...lines, `and ${more} more`] : lines);
}

function place(error) {
	const where = [error.line && `line ${error.line}`, error.column && `“${error.column}”`].filter(Boolean).join(", ");
	const value = error.value ? ` (it says “${error.value}”)` : "";
	return `${where ? `${where}: ` : ""}${error.message}${value}`;
}
