// The form of one activity. What the server refuses is said beside the field.
import { byId, element } from "./dom.js";

const TYPES = ["BUY", "SELL", "DIVIDEND", "INTEREST", "FEE", "DEPOSIT", "WITHDRAWAL", "ITEM", "LIABILITY", "SPLIT", "TRANSFER"];
const FIELDS = [
	{ name: "type", label: "Type", options: () => TYPES.map((type) => [type, type]) },
	{ name: "date", label: "Date", type: "date" },
	{ name: "symbol", label: "Symbol" },
	{ name: "quantity", label: "Quantity", inputmode: "decimal" },
	{ name: "unitPrice", label: "Price of a unit", inputmode: "decimal" },
	{ name: "currency", label: "Currency", maxlength: 3 },
	{ name: "fee", label: "Fee", inputmode: "decimal" },
	{ name: "accountId", label: "Account", options: (accounts) => [["", "Unassigned"], ...accounts] },
	{ name: "targetAccountId", label: "To account", options: (accounts) => [["", "–"], ...accounts] },
	{ name: "comment", label: "Comment", maxlength: 1000 },
];

let edited = null;
let key = null;

export function prepareEditor(save) {
	byId("editor-cancel").onclick = () => byId("editor").close();
	byId("editor-form").onsubmit = async (event) => {
		event.preventDefault();
		clearProblems();
		try {
			await save(edited, content(), key);
			byId("editor").close();
		}
		catch (error) {
			problems(error);
		}
	};
}

export function edit(activity, accounts) {
	edited = activity;
	// The same key for every attempt: a save that is repeated after a broken connection stores one activity.
	key = [...crypto.getRandomValues(new Uint32Array(4))].map((part) => part.toString(16)).join("-");
	byId("editor-title").textContent = activity ? "Change activity" : "Add activity";
	byId("editor-fields").replaceChildren(...FIELDS.map((field) => control(field, activity, accounts)));
	clearProblems();
	byId("field-type").onchange = showTarget;
	showTarget();
	byId("editor").showModal();
}

function control(field, activity, accounts) {
	const { name, label, options, ...attributes } = field;
	const id = `field-${name}`;
	const shared = { id, name, "aria-describedby": `${id}-problem` };
	const input = options ? element("select", shared, ...options([...accounts]).map(([value, text]) => element("option", { value }, text)))
		: element("input", { ...shared, autocomplete: "off", ...attributes });
	input.value = activity?.[name] ?? initial(name);
	return element("div", { id: `${id}-field` }, element("label", { for: id }, label), input,
		element("p", { id: `${id}-problem`, class: "loss" }));
}

function initial(name) {
	return { type: "BUY", currency: "EUR" }[name] ?? "";
}

function showTarget() {
	byId("field-targetAccountId-field").hidden = byId("field-type").value !== "TRANSFER";
}

function content() {
	const values = {};
	FIELDS.forEach(({ name }) => {
		const value = byId(`field-${name}`).value.trim();
		if (value && (name !== "targetAccountId" || byId("field-type").value === "TRANSFER")) {
			values[name] = value;
		}
	});
	return values;
}

function problems(error) {
	const errors = error.problem?.errors ?? [];
	byId("editor-problem").textContent = errors.length > 0 ? "" : error.message;
	errors.forEach(({ field, message }) => {
		const place = byId(`field-${field}-problem`);
		if (place) {
			place.textContent = message;
			byId(`field-${field}`).setAttribute("aria-invalid", "true");
		}
		else {
			byId("editor-problem").textContent += `${field} ${message}. `;
		}
	});
	byId("editor-fields").querySelector("[aria-invalid]")?.focus();
}

function clearProblems() {
	byId("editor-problem").textContent = "";
	byId("editor-fields").querySelectorAll(".loss").forEach((place) => place.textContent = "");
	byId("editor-fields").querySelectorAll("[aria-invalid]").forEach((input) => input.removeAttribute("aria-invalid"));
}
