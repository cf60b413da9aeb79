// The activities page: list, add, change, delete, import, export.
import { get, send } from "./api.js";
import { byId, element, goOn, renew } from "./dom.js";
import { edit, prepareEditor } from "./editor.js";
import { amount, decimal, kind, price } from "./format.js";
import { dropPreview, prepareImport, resumeImport } from "./import.js";
import { latest } from "./latest.js";
import { choose, chosen, first, offer, portfolios } from "./portfolios.js";
import { ask } from "./question.js";
import { failed, refusedChange, run } from "./shell.js";

const PAGE = 50;
const MOST = 200;
const COLUMNS = ["Date", "Type", "Symbol", "Quantity", "Price", "Amount", "Fee", "Account", "Comment", ""];
const ADD = "#add";
const listed = latest((busy) => byId("more").disabled = busy);

let portfolio = null;
let accounts = new Map();
let baseCurrency = "EUR";
// A link to the activities of a holding names no portfolio.
let linked = new URLSearchParams(location.search).get("symbol") ?? "";

run(async () => {
	byId("activities").tHead.replaceChildren(element("tr", {}, ...COLUMNS.map((title) => element("th", { scope: "col" },
		title || element("span", { class: "unseen" }, "Change")))));
	baseCurrency = (await get("/api/settings")).baseCurrency;
	await show();
	resumeImport(refresh, () => showImport(true)).catch(() => null);
	if (location.hash === ADD) {
		history.replaceState(null, "", location.pathname);
		// What a dialog covers has to be there first.
		setTimeout(add);
	}
});
byId("symbol").value = linked;
byId("symbol").onchange = () => reload().catch(failed);
byId("add").onclick = add;
byId("export").onclick = () => download().catch(refusedChange);
byId("show-import").onclick = () => showImport(byId("import-section").hidden);
prepareEditor(save, stored);
prepareImport(refresh, { into: target, onBegin: () => showImport(true) });

async function show() {
	const all = await portfolios();
	portfolio = chosen(all)?.id ?? null;
	offer(byId("portfolio"), all, chosen(all), (wanted) => {
		portfolio = wanted.id;
		note("");
		dropPreview();
		// Nothing of one portfolio is changed or listed as if it were of another.
		byId("activities").tBodies[0].replaceChildren();
		byId("more").hidden = true;
		// Its form would offer the accounts of the former one.
		byId("add").disabled = true;
		reload().catch(failed);
	});
	["portfolio", "symbol", "export", "recorded"].forEach((id) => byId(id).hidden = portfolio === null);
	byId("portfolio").labels[0].hidden = portfolio === null;
	if (portfolio === null) {
		nameAccounts({ accounts: [] });
		note("Nothing is recorded yet: import a file, or add a first activity.");
		showImport(true);
		return;
	}
	await reload();
	// Only until the page is shown: after that it would overtake what the person does.
	if (linked && byId("dashboard").hidden) {
		await lookElsewhere(all.filter((other) => other.id !== portfolio));
	}
}

/** Goes once to the portfolio that a link is about, where nothing of its symbol is in the one that is looked at. */
async function lookElsewhere(others) {
	const isHere = byId("activities").tBodies[0].querySelector("tr[data-id]");
	for (const other of isHere ? [] : others) {
		if ((await page({ limit: 1 }, other.id)).activities.length > 0) {
			portfolio = other.id;
			choose(portfolio);
			byId("portfolio").value = portfolio;
			note(`${linked} is in ${other.name}, which is shown now.`);
			await reload();
			break;
		}
	}
	linked = "";
}

/** Shows what was done, which stays done whatever comes of this. */
function refresh() {
	return show().catch(failed);
}

/** Where a file goes. */
function target() {
	return portfolio && { id: portfolio, name: byId("portfolio").selectedOptions[0]?.text };
}

function showImport(shown) {
	byId("import-section").hidden = !shown;
	byId("show-import").setAttribute("aria-expanded", shown);
}

function add() {
	edit(null, accounts, { currency: baseCurrency, accountId: accounts.keys().next().value ?? "" });
}

async function reload() {
	const symbol = byId("symbol").value.trim();
	await listed(() => everything({ limit: shown() }), ([found, details]) => {
		nameAccounts(details);
		const nothing = symbol ? `Nothing is recorded of ${symbol}.` : "Nothing is recorded.";
		renew(byId("activities").tBodies[0], found.activities.length > 0 ? found.activities.map(row)
			: [element("tr", {}, element("td", { colspan: COLUMNS.length }, nothing))], byId("add"));
		offerMore(found.next);
	});
}

/** The accounts last: among those that are read later there is one for each activity. */
async function everything(of) {
	const path = `/api/portfolios/${portfolio}`;
	return [await page(of), await get(path)];
}

function nameAccounts(details) {
	accounts = new Map(details.accounts.map((account) => [account.id, account.name]));
	byId("add").disabled = false;
}

async function more(cursor) {
	await listed(() => everything({ limit: PAGE, cursor }), ([found, details]) => {
		nameAccounts(details);
		const rows = found.activities.map(row);
		byId("activities").tBodies[0].append(...rows);
		offerMore(found.next);
		// Whoever works with the keyboard goes on where the new lines begin.
		goOn("#more", rows[0]?.querySelector("button"), { preventScroll: true });
	});
}

function page(of, where = portfolio) {
	const symbol = byId("symbol").value.trim();
	return get(`/api/portfolios/${where}/activities?${new URLSearchParams({ ...of, ...(symbol && { symbol }) })}`);
}

function offerMore(next) {
	byId("more").hidden = !next;
	byId("more").onclick = () => more(next).catch(failed);
}

/** How many are shown: whoever changes the last of them does not want to look for it again. */
function shown() {
	return Math.min(MOST, Math.max(PAGE, byId("activities").tBodies[0].rows.length));
}

function row(activity) {
	const change = button("Change", activity, () => edit(activity, accounts));
	const remove = button("Delete", activity, () => ask(`Delete ${title(activity)}?`, () => discard(activity)));
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

function button(text, activity, onclick) {
	return Object.assign(element("button", { type: "button", "aria-label": `${text} ${title(activity)}`, "data-key": `${text} ${activity.id}` }, text), { onclick });
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
	return activity ? send("PUT", `${path}/${activity.id}`, content, { "If-Match": `"${activity.version}"` })
		: send("POST", path, content, { "Idempotency-Key": key });
}

function stored(activity) {
	showImport(false);
	note(`The activity of ${activity.date} is stored.`);
	refresh();
}

async function discard(activity) {
	const next = document.querySelector(`tr[data-id="${activity.id}"]`)?.nextElementSibling?.dataset.id;
	await send("DELETE", `/api/portfolios/${portfolio}/activities/${activity.id}`, null, { "If-Match": `"${activity.version}"` });
	note(`${title(activity)} is deleted.`);
	await refresh();
	goOn("#add", document.querySelector(`tr[data-id="${next}"] button`));
}

async function download() {
	// As it is: a script's numbers have fewer digits than those of the file.
	const file = await get(`/api/portfolios/${portfolio}/export`, (response) => response.blob());
	const link = element("a", { href: URL.createObjectURL(file), download: "portfolio.json" });
	link.click();
	URL.revokeObjectURL(link.href);
}

function note(text) {
	byId("activities-message").replaceChildren(...(text ? [element("p", {}, text)] : []));
}
