// The accounts page: portfolios and their accounts, and the currency of all figures.
import { get, send } from "./api.js";
import { prepareDialog } from "./dialog.js";
import { byId, element, renew } from "./dom.js";
import { money } from "./format.js";
import { showJobs } from "./jobs.js";
import { latest } from "./latest.js";
import { portfolios } from "./portfolios.js";
import { ask } from "./question.js";
import { failed, refusedChange, run } from "./shell.js";

const listed = latest();
const evaluated = latest();
const open = prepareDialog("naming", (error) => byId("naming-problem").textContent = error?.message ?? "");
const COLUMNS = ["Account", "Currency", "Cash", "Value", "Activities", "Last activity", ""];

let baseCurrency = "EUR";
let values = new Map();

run(async () => {
	baseCurrency = (await get("/api/settings")).baseCurrency;
	// What is being entered there stays, unlike a value.
	byId("base-currency").defaultValue = baseCurrency;
	await show();
	// What takes longer comes when it is there, and says itself what is wrong with it.
	evaluate().catch(failed);
	showJobs().catch(failed);
});

byId("new-portfolio").onclick = () => name("New portfolio", "", null, (wanted) => send("POST", "/api/portfolios", { name: wanted }));
byId("settings").onsubmit = async (event) => {
	event.preventDefault();
	const entered = () => byId("base-currency").value.trim().toUpperCase();
	const wanted = entered();
	try {
		await send("PUT", "/api/settings", { baseCurrency: wanted });
		baseCurrency = wanted;
		byId("base-currency").defaultValue = wanted;
		if (entered() === wanted) {
			event.target.reset();
		}
		evaluate().catch(failed);
		note(`Figures are shown in ${wanted} from now on.`);
	}
	catch (error) {
		const isMine = Boolean(error.problem?.errors);
		note(isMine ? error.message : "");
		if (!isMine) {
			refusedChange(error);
		}
	}
};

async function evaluate() {
	await evaluated(() => get("/api/dashboard/accounts"), ({ accounts }) => {
		values = new Map(accounts.map((account) => [account.id, account]));
		fillIn();
	});
}

function fillIn() {
	document.querySelectorAll("tr[data-account]").forEach((line) => {
		const account = values.get(line.dataset.account);
		[account?.cash, account?.value].forEach((known, index) => line.cells[2 + index].replaceChildren(figure(known)));
	});
}

async function show() {
	await listed(details, (all) => {
		renew(byId("portfolios"), all.map(section), byId("new-portfolio"));
		fillIn();
		if (all.length === 0) {
			note("There is no portfolio yet. An import makes one, or make one here.");
		}
	});
}

async function details() {
	return Promise.all((await portfolios()).map(async (summary) => ({ summary, portfolio: await get(`/api/portfolios/${summary.id}`) })));
}

function section({ summary, portfolio }) {
	const path = `/api/portfolios/${portfolio.id}`;
	const rename = button(portfolio, "Rename", `Rename ${portfolio.name}`, () =>
		name("Rename portfolio", portfolio.name, null, (wanted) => send("PUT", path, { name: wanted }, basis(portfolio))));
	const remove = button(portfolio, "Delete", `Delete ${portfolio.name}`, () =>
		ask(`Delete ${portfolio.name} with all its accounts and activities?`, () => discard(path, portfolio)), "danger");
	const add = button(portfolio, "New account", `New account in ${portfolio.name}`, () =>
		name("New account", "", baseCurrency, (wanted, currency) => send("POST", `${path}/accounts`, { name: wanted, currency })));
	return element("section", { class: "portfolio", "aria-label": portfolio.name },
		element("div", { class: "bar" }, element("h2", {}, portfolio.name, element("span", { class: "quiet" }, since(summary))), add, rename, remove),
		element("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": `Accounts of ${portfolio.name}` },
			element("table", { class: "accounts" }, element("thead", {}, element("tr", {}, ...COLUMNS.map((title) => element("th", { scope: "col" },
				title || element("span", { class: "unseen" }, "Change"))))),
			element("tbody", {}, ...rows(portfolio, path)))));
}

function since(summary) {
	return summary.firstActivity ? ` since ${summary.firstActivity}` : " without activities";
}

function rows(portfolio, path) {
	return portfolio.accounts.length > 0 ? portfolio.accounts.map((account) => row(account, `${path}/accounts/${account.id}`))
		: [element("tr", {}, element("td", { colspan: COLUMNS.length }, "There is no account yet."))];
}

function row(account, path) {
	const rename = button(account, "Rename", `Rename ${account.name}`, () =>
		name("Rename account", account.name, null, (wanted) => send("PUT", path, { name: wanted }, basis(account))));
	const remove = button(account, "Delete", `Delete ${account.name}`, () =>
		ask(`Delete the account ${account.name}?`, () => discard(path, account)));
	return element("tr", { "data-account": account.id }, ...[account.name, account.currency, "", "", account.activities.toLocaleString("en"),
		account.lastActivity ?? "–"].map((text) => element("td", {}, text)), element("td", { class: "actions" }, rename, remove));
}

/** An amount, or why it is not known: in words, and not only to a mouse. */
function figure(known) {
	if (!known) {
		return "–";
	}
	return known.reason ? element("span", { class: "quiet" }, known.reason.message) : money(known);
}

function button(of, text, label, onclick, style = "") {
	return Object.assign(element("button", { type: "button", "aria-label": label, "data-key": `${text} ${of.id}`, class: style }, text), { onclick });
}

function name(title, initial, currency, save) {
	byId("naming-title").textContent = title;
	byId("naming-name").value = initial;
	byId("naming-currency-field").hidden = currency === null;
	byId("naming-currency").value = currency ?? "";
	byId("naming-problem").textContent = "";
	open(() => save(byId("naming-name").value.trim(), byId("naming-currency").value.trim().toUpperCase()),
		(stored) => tell(`${stored.name} is stored.`));
	byId("naming-name").focus();
}

async function discard(path, what) {
	await send("DELETE", path, null, basis(what));
	await tell(`${what.name} is deleted.`);
}

function basis(of) {
	return { "If-Match": `"${of.version}"` };
}

/** Says what was done, which stays done whatever comes of looking at it. */
function tell(text) {
	note(text);
	return show().catch(failed);
}

function note(text) {
	byId("accounts-message").replaceChildren(...(text ? [element("p", {}, text)] : []));
}
