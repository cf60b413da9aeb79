// The activities page: list, add, change, delete, import, export.
import { get, send } from "./api.js";
import { byId, element } from "./dom.js";
import { edit, prepareEditor } from "./editor.js";
import { amount, decimal, kind, price } from "./format.js";
import { prepareImport, resumeImport } from "./import.js";
import { choose, chosen, first, offer, portfolios } from "./portfolios.js";
import { ask } from "./question.js";
import { failed, run } from "./shell.js";

const PAGE = 50;
const MOST = 200;
const COLUMNS = ["Date", "Type", "Symbol", "Quantity", "Price", "Amount", "Fee", "Account", "Comment", ""];
const ADD = "#add";

let portfolio = null;
let accounts = new Map();
let baseCurrency = "EUR";

run(async () => {
	byId("activities").tHead.replaceChildren(element("tr", {}, ...COLUMNS.map((title) => element("th", { scope: "col" },
		title || element("span", { class: "unseen" }, "Change")))));
	baseCurrency = (await get("/api/settings")).baseCurrency;
	await show();
	resumeImport(show, failed, () => showImport(true)).catch(() => null);
	if (location.hash === ADD) {
		history.replaceState(null, "", location.pathname);
		// What a dialog covers has to be there first.
		setTimeout(add);
	}
});
byId("symbol").value = new URLSearchParams(location.search).get("symbol") ?? "";
byId("symbol").onchange = () => reload().catch(failed);
byId("add").onclick = add;
byId("export").onclick = () => download().catch(failed);
byId("show-import").onclick = () => showImport(byId("import-section").hidden);
prepareEditor(save, (activity) => activity && focusOn(activity.id));
prepareImport(show, failed, { into: () => portfolio, onBegin: () => showImport(true) });

async function show() {
	const all = await portfolios();
	portfolio = chosen(all)?.id ?? null;
	offer(byId("portfolio"), all, chosen(all), (wanted) => {
		portfolio = wanted.id;
		note("");
		reload().catch(failed);
	});
	["portfolio", "symbol", "export", "recorded"].forEach((id) => byId(id).hidden = portfolio === null);
	byId("portfolio").labels[0].hidden = portfolio === null;
	if (portfolio === null) {
		note("Nothing is recorded yet: import a file, or add a first activity.");
		showImport(true);
		return;
	}
	await reload();
}

function showImport(shown) {
	byId("import-section").hidden = !shown;
	byId("show-import").setAttribute("aria-expanded", shown);
}

function add() {
	edit(null, accounts, { currency: baseCurrency, accountId: accounts.keys().next().value ?? "" });
}

async function reload() {
	const details = await get(`/api/portfolios/${portfolio}`);
	accounts = new Map(details.accounts.map((account) => [account.id, account.name]));
	await page(null);
}

async function page(cursor) {
	const symbol = byId("symbol").value.trim();
	const query = new URLSearchParams({ limit: cursor ? PAGE : shown(), ...(cursor && { cursor }), ...(symbol && { symbol }) });
	const found = await get(`/api/portfolios/${portfolio}/activities?${query}`);
	const rows = found.activities.map(row);
	if (cursor) {
		byId("activities").tBodies[0].append(...rows);
	}
	else {
		byId("activities").tBodies[0].replaceChildren(...(rows.length > 0 ? rows
			: [element("tr", {}, element("td", { colspan: COLUMNS.length }, symbol ? `Nothing is recorded of ${symbol}.` : "Nothing is recorded."))]));
	}
	byId("more").hidden = !found.next;
	byId("more").onclick = () => page(found.next).catch(failed);
}

/** How many are shown: whoever changes the last of them does not want to look for it again. */
function shown() {
	return Math.min(MOST, Math.max(PAGE, byId("activities").tBodies[0].rows.length));
}

/** Whoever works with the keyboard stays where they were, although the lines are new. */
function focusOn(id) {
	(document.querySelector(`tr[data-id="${id}"] button`) ?? byId("add")).focus();
}

function row(activity) {
	const change = element("button", { type: "button", "aria-label": `Change ${title(activity)}` }, "Change");
	change.onclick = () => edit(activity, accounts);
	const remove = element("button", { type: "button", "aria-label": `Delete ${title(activity)}` }, "Delete");
	remove.onclick = () => ask(`Delete ${title(activity)}?`, () => discard(activity));
	const account = accounts.get(activity.accountId) ?? "";
	const target = activity.targetAccountId ? ` → ${accounts.get(activity.targetAccountId) ?? ""}` : "";
	const hasUnits = activity.symbol !== null && activity.symbol !== undefined;
	const texts = [activity.date, kind(activity.type), activity.symbol ?? "", hasUnits ? decimal(activity.quantity) : "",
		hasUnits && activity.type !== "SPLIT" ? price(activity.unitPrice, activity.currency) : "",
		unlessZero(activity.amount, activity.currency), unlessZero(activity.fee, activity.currency), account + target, activity.comment ?? ""];
	const titles = { 2: activity.name, 8: activity.comment };
	return element("tr", { "data-id": activity.id }, ...texts.map((text, index) => element("td", titles[index] ? { title: titles[index] } : {}, text)),
		element("td", { class: "actions" }, change, remove));
}

function unlessZero(text, currency) {
	return Number(text) === 0 ? "" : amount(text, currency);
}

function title(activity) {
	return `${kind(activity.type)} ${activity.symbol ?? ""} of ${activity.date}`.replace("  ", " ");
}

async function save(activity, content, key) {
	if (portfolio === null) {
		portfolio = await first();
		choose(portfolio);
	}
	const path = `/api/portfolios/${portfolio}/activities`;
	if (activity) {
		await send("PUT", `${path}/${activity.id}`, content, { "If-Match": `"${activity.version}"` });
	}
	else {
		await send("POST", path, content, { "Idempotency-Key": key });
	}
	showImport(false);
	await show();
	note(`The activity of ${content.date} is stored.`);
}

async function discard(activity) {
	const next = document.querySelector(`tr[data-id="${activity.id}"]`)?.nextElementSibling?.dataset.id;
	await send("DELETE", `/api/portfolios/${portfolio}/activities/${activity.id}`, null, { "If-Match": `"${activity.version}"` });
	await reload();
	note(`${title(activity)} is deleted.`);
	focusOn(next);
}

async function download() {
	const document_ = await get(`/api/portfolios/${portfolio}/export`);
	const link = element("a", { href: URL.createObjectURL(new Blob([JSON.stringify(document_)], { type: "application/json" })), download: "portfolio.json" });
	link.click();
	URL.revokeObjectURL(link.href);
}

function note(text) {
	byId("activities-message").replaceChildren(...(text ? [element("p", {}, text)] : []));
}
