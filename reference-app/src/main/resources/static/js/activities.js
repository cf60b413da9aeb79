// The activities page: list, add, change, delete, export.
import { prepareAccounts, showAccounts, usable } from "./accounts.js";
import { get, send } from "./api.js";
import { byId, element } from "./dom.js";
import { edit, prepareEditor } from "./editor.js";
import { decimal } from "./format.js";
import { failed, run } from "./shell.js";

const PAGE = 50;
const COLUMNS = ["Date", "Type", "Symbol", "Quantity", "Price", "Fee", "Account", "Comment", ""];

let portfolio = null;
let accounts = new Map();

run(async () => {
	byId("activities").tHead.replaceChildren(element("tr", {}, ...COLUMNS.map((title) => element("th", { scope: "col" },
		title || element("span", { class: "unseen" }, "Change")))));
	prepareAccounts(await get("/api/settings"), show);
	await show(null);
});

/** Shows a portfolio, or the first one. */
async function show(wanted) {
	const portfolios = await get("/api/portfolios");
	byId("portfolio").replaceChildren(...portfolios.map((each) => element("option", { value: each.id }, each.name)));
	byId("add").disabled = portfolios.length === 0;
	usable(portfolios.length > 0);
	if (portfolios.length === 0) {
		byId("activities").tBodies[0].replaceChildren();
		byId("accounts").tBodies[0].replaceChildren();
		note("There is no portfolio yet: make one below, or import a file on the overview page.");
		return;
	}
	portfolio = wanted ?? portfolios[0].id;
	byId("portfolio").value = portfolio;
	await reload();
}

byId("portfolio").onchange = () => {
	portfolio = byId("portfolio").value;
	reload().catch(failed);
};
byId("add").onclick = () => edit(null, accounts);
byId("export").onclick = (event) => {
	event.preventDefault();
	download().catch(failed);
};
prepareEditor(save);

async function reload() {
	const details = await get(`/api/portfolios/${portfolio}`);
	showAccounts(details, show, question);
	accounts = new Map(details.accounts.map((account) => [account.id, account.name]));
	byId("activities").tBodies[0].replaceChildren();
	await page(null);
}

async function page(cursor) {
	const after = cursor ? `&cursor=${encodeURIComponent(cursor)}` : "";
	const found = await get(`/api/portfolios/${portfolio}/activities?limit=${PAGE}${after}`);
	byId("activities").tBodies[0].append(...found.activities.map(row));
	byId("more").hidden = !found.next;
	byId("more").onclick = () => page(found.next).catch(failed);
	if (!cursor && found.activities.length === 0) {
		byId("activities").tBodies[0].append(element("tr", {}, element("td", { colspan: COLUMNS.length }, "Nothing is recorded.")));
	}
}

function row(activity) {
	const change = element("button", { type: "button", "aria-label": `Change ${title(activity)}` }, "Change");
	change.onclick = () => edit(activity, accounts);
	const remove = element("button", { type: "button", "aria-label": `Delete ${title(activity)}` }, "Delete");
	remove.onclick = () => ask(activity);
	const account = accounts.get(activity.accountId) ?? "";
	const target = activity.targetAccountId ? ` → ${accounts.get(activity.targetAccountId) ?? ""}` : "";
	return element("tr", {}, ...[activity.date, activity.type, activity.symbol ?? "", decimal(activity.quantity),
		`${decimal(activity.unitPrice)} ${activity.currency}`, decimal(activity.fee), account + target, activity.comment ?? ""]
		.map((text) => element("td", {}, text)), element("td", { class: "actions" }, change, remove));
}

function title(activity) {
	return `${activity.type} ${activity.symbol ?? ""} of ${activity.date}`;
}

async function save(activity, content, key) {
	const path = `/api/portfolios/${portfolio}/activities`;
	if (activity) {
		await send("PUT", `${path}/${activity.id}`, content, { "If-Match": `"${activity.version}"` });
	}
	else {
		await send("POST", path, content, { "Idempotency-Key": key });
	}
	await reload();
	note(`The activity of ${content.date} is stored.`);
}

function ask(activity) {
	question(`Delete ${title(activity)}?`, async () => {
		await send("DELETE", `/api/portfolios/${portfolio}/activities/${activity.id}`, null, { "If-Match": `"${activity.version}"` });
		await reload();
		note(`${title(activity)} is deleted.`);
	});
}

function question(text, yes) {
	byId("question-text").textContent = text;
	byId("question-no").onclick = () => byId("question").close();
	byId("question-yes").onclick = () => {
		byId("question").close();
		yes().catch(failed);
	};
	byId("question").showModal();
	byId("question-no").focus();
}

async function download() {
	const document_ = await get(`/api/portfolios/${portfolio}/export`);
	const link = element("a", { href: URL.createObjectURL(new Blob([JSON.stringify(document_)], { type: "application/json" })), download: "portfolio.json" });
	link.click();
	URL.revokeObjectURL(link.href);
}

function note(text) {
	byId("activities-message").replaceChildren(element("p", {}, text));
}
