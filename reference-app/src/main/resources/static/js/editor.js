// The form of one activity: only what its type needs. What the server refuses is said beside the field.
import { prepareDialog } from "./dialog.js";
import { byId, element } from "./dom.js";
import { kind } from "./format.js";

const TYPES = ["BUY", "SELL", "DIVIDEND", "INTEREST", "FEE", "DEPOSIT", "WITHDRAWAL", "ITEM", "LIABILITY", "SPLIT", "TRANSFER"];
const FIELDS = [
	{ name: "type", label: "Type", options: () => TYPES.map((type) => [type, kind(type)]) },
	{ name: "date", label: "Date", type: "date" },
	{ name: "symbol", label: "Symbol" },
	{ name: "dataSource", label: "Its price", options: () => [["MARKET", "is quoted"], ["MANUAL", "is what I enter"]] },
	{ name: "quantity", label: "Quantity", inputmode: "decimal" },
	{ name: "unitPrice", label: "Price of a unit", inputmode: "decimal" },
	{ name: "currency", label: "Currency", maxlength: 3, autocapitalize: "characters" },
	{ name: "fee", label: "Fee", inputmode: "decimal" },
	{ name: "accountId", label: "Account", options: (accounts) => [["", "Unassigned"], ...accounts] },
	{ name: "targetAccountId", label: "To account", options: (accounts) => [["", "–"], ...accounts] },
	{ name: "comment", label: "Comment", rows: 3, maxlength: 1000 },
];
const CASH = { labels: { unitPrice: "Amount" }, instead: { symbol: "", quantity: "1" } };
// By type: what fields are called, and what is sent instead of those that it does not need.
const SHAPES = {
	DEPOSIT: CASH,
	WITHDRAWAL: CASH,
	INTEREST: CASH,
	FEE: { labels: { fee: "Amount" }, instead: { symbol: "", quantity: "0", unitPrice: "0" } },
	DIVIDEND: { labels: { unitPrice: "Dividend of a unit" } },
	SPLIT: { labels: { quantity: "New units for an old one" }, instead: { unitPrice: "0", fee: "0" } },
	TRANSFER: { labels: { symbol: "Symbol, empty for cash" } },
	ITEM: { labels: { symbol: "Name", unitPrice: "Value of a unit" } },
	LIABILITY: { labels: { symbol: "Name", unitPrice: "What is owed of a unit" } },
};
const PRICED_BY_CHOICE = ["BUY", "SELL", "DIVIDEND", "TRANSFER"];

let edited = null;
let open = null;

/** A form that saves, and that tells what was stored once it is gone. */
export function prepareEditor(save, onStored) {
	const openDialog = prepareDialog("editor", problems);
	open = (activity) => {
		// The same key for every attempt: a save that is repeated after a broken connection stores one activity.
		const key = [...crypto.getRandomValues(new Uint32Array(4))].map((part) => part.toString(16)).join("-");
		openDialog(() => save(activity, content(), key), onStored);
	};
}

export function edit(activity, accounts, defaults = {}) {
	edited = activity;
	byId("editor-title").textContent = activity ? "Change activity" : "Add activity";
	byId("editor-fields").replaceChildren(...FIELDS.map((field) => control(field, activity ?? { type: "BUY", ...defaults }, accounts)));
	problems(null);
	byId("field-type").onchange = shape;
	shape();
	open(activity);
}

function control(field, activity, accounts) {
	const { name, label, options, ...attributes } = field;
	const id = `field-${name}`;
	const shared = { id, name, "aria-describedby": `${id}-problem` };
	const input = options ? element("select", shared, ...options([...accounts]).map(([value, text]) => element("option", { value }, text)))
		: element(attributes.rows ? "textarea" : "input", { ...shared, autocomplete: "off", ...attributes });
	input.value = activity[name] ?? (name === "dataSource" ? "MARKET" : "");
	return element("div", { id: `${id}-field` }, element("label", { for: id }, label), input,
		element("p", { id: `${id}-problem`, class: "loss" }));
}

function shape() {
	FIELDS.forEach(({ name, label }) => {
		byId(`field-${name}-field`).hidden = !isNeeded(name);
		byId(`field-${name}`).labels[0].textContent = SHAPES[type()]?.labels?.[name] ?? label;
	});
}

function type() {
	return byId("field-type").value;
}

function isNeeded(name) {
	switch (name) {
		case "targetAccountId":
			return type() === "TRANSFER";
		case "dataSource":
			return PRICED_BY_CHOICE.includes(type());
		default:
			return instead(name) === undefined || holdsMore(name);
	}
}

function instead(name) {
	return SHAPES[type()]?.instead?.[name];
}

/** Whether the activity has something where its type needs nothing, as those of other trackers may. */
function holdsMore(name) {
	return edited?.type === type() && (edited[name] ?? "") !== instead(name) && !(name !== "symbol" && Number(edited[name]) === 0);
}

function content() {
	const values = {};
	FIELDS.forEach(({ name }) => {
		const value = isNeeded(name) ? entered(byId(`field-${name}`)) : unseen(name);
		if (value) {
			values[name] = value;
		}
	});
	return values;
}

/** A comma is a decimal point, because some telephones offer no other, unless it may set thousands apart: that is refused in words. */
function entered(input) {
	const text = input.value.trim();
	return input.inputMode === "decimal" ? text.replace(/^(?![1-9]\d{0,2},\d{3}$)(\d*),(\d+)$/, "$1.$2") : text;
}

/** What is sent of a field that is not shown. */
function unseen(name) {
	const kept = name === "dataSource" && edited?.type === type() ? edited.dataSource : undefined;
	return kept ?? instead(name);
}

/** Says what is wrong, or that nothing is any more. */
function problems(error) {
	const errors = error?.problem?.errors ?? [];
	byId("editor-problem").textContent = error && errors.length === 0 ? error.message : "";
	byId("editor-fields").querySelectorAll(".loss").forEach((place) => place.textContent = "");
	byId("editor-fields").querySelectorAll("[aria-invalid]").forEach((input) => input.removeAttribute("aria-invalid"));
	errors.forEach(({ field, message }) => {
		const place = byId(`field-${field}-problem`);
		if (place?.checkVisibility()) {
			place.textContent = message;
			byId(`field-${field}`).setAttribute("aria-invalid", "true");
		}
		else {
			byId("editor-problem").textContent += `${field} ${message}. `;
		}
	});
	byId("editor-fields").querySelector("[aria-invalid]")?.focus();
}
