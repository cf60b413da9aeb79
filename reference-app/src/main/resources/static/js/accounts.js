// Portfolios and accounts: make, rename, delete.
import { send } from "./api.js";
import { byId, element } from "./dom.js";
import { failed } from "./shell.js";

const COLUMNS = ["Account", "Currency", "Activities", "Last activity", ""];

let onSubmit = null;

/** Shows the accounts of a portfolio; changed is called with the portfolio to show after a change. */
export function showAccounts(portfolio, changed, ask) {
	byId("accounts").tHead.replaceChildren(element("tr", {}, ...COLUMNS.map((title) => element("th", { scope: "col" },
		title || element("span", { class: "unseen" }, "Change")))));
	byId("accounts").tBodies[0].replaceChildren(...portfolio.accounts.map((account) => row(portfolio, account, changed, ask)));
	const path = `/api/portfolios/${portfolio.id}`;
	const basis = { "If-Match": `"${portfolio.version}"` };
	byId("rename-portfolio").onclick = () => name("Rename portfolio", portfolio.name, null, async (wanted) => {
		await send("PUT", path, { name: wanted }, basis);
		await changed(portfolio.id);
	});
	byId("delete-portfolio").onclick = () => ask(`Delete ${portfolio.name} with all its accounts and activities?`, async () => {
		await send("DELETE", path, null, basis);
		await changed(null);
	});
	byId("new-account").onclick = () => name("New account", "", "EUR", async (wanted, currency) => {
		await send("POST", `${path}/accounts`, { name: wanted, currency });
		await changed(portfolio.id);
	});
}

/** What can be done without a portfolio. */
export function prepareAccounts(settings, changed) {
	byId("naming-cancel").onclick = () => byId("naming").close();
	byId("naming-form").onsubmit = submit;
	byId("new-portfolio").onclick = () => name("New portfolio", "", null, async (wanted) => {
		await changed((await send("POST", "/api/portfolios", { name: wanted })).id);
	});
	byId("base-currency").value = settings.baseCurrency;
	byId("base-currency").onchange = async () => {
		const wanted = byId("base-currency").value.trim().toUpperCase();
		try {
			await send("PUT", "/api/settings", { baseCurrency: wanted });
			note(`Figures are shown in ${wanted} from now on.`);
		}
		catch (error) {
			note(error.message);
		}
	};
}

export function usable(any) {
	["rename-portfolio", "delete-portfolio", "new-account"].forEach((id) => {
		byId(id).disabled = !any;
	});
}

function row(portfolio, account, changed, ask) {
	const path = `/api/portfolios/${portfolio.id}/accounts/${account.id}`;
	const basis = { "If-Match": `"${account.version}"` };
	const rename = element("button", { type: "button", "aria-label": `Rename ${account.name}` }, "Rename");
	rename.onclick = () => name("Rename account", account.name, null, async (wanted) => {
		await send("PUT", path, { name: wanted }, basis);
		await changed(portfolio.id);
	});
	const remove = element("button", { type: "button", "aria-label": `Delete ${account.name}` }, "Delete");
	remove.onclick = () => ask(`Delete the account ${account.name}?`, async () => {
		await send("DELETE", path, null, basis);
		await changed(portfolio.id);
	});
	return element("tr", {}, ...[account.name, account.currency, account.activities, account.lastActivity ?? ""]
		.map((text) => element("td", {}, String(text))), element("td", { class: "actions" }, rename, remove));
}

function name(title, initial, currency, save) {
	byId("naming-title").textContent = title;
	byId("naming-name").value = initial;
	byId("naming-currency-field").hidden = currency === null;
	byId("naming-currency").value = currency ?? "";
	byId("naming-problem").textContent = "";
	onSubmit = save;
	byId("naming").showModal();
	byId("naming-name").focus();
}

async function submit(event) {
	event.preventDefault();
	try {
		await onSubmit(byId("naming-name").value.trim(), byId("naming-currency").value.trim().toUpperCase());
		byId("naming").close();
	}
	catch (error) {
		byId("naming-problem").textContent = error.message;
		if (!error.status) {
			failed(error);
		}
	}
}

function note(text) {
	byId("accounts-message").replaceChildren(element("p", {}, text));
}
