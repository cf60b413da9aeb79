// Key figures, allocation, warnings and holdings of the signed-in person.
import { showAllocation } from "./allocation.js";
import { byId, element } from "./dom.js";
import { money, sign } from "./format.js";
import { showHoldings } from "./holdings.js";

export function showOverview(overview) {
	byId("as-of").textContent = `As of ${overview.asOf}, in ${overview.baseCurrency}`
		+ (overview.stale ? ", with prices that are out of date" : "");
	byId("figures").replaceChildren(
		card("Net worth", overview.netWorth, null, "first"),
		card("Invested", overview.investedCapital),
		card("Gain", overview.gain, gainInPercent(overview.gainPercent), sign(overview.gain.amount)),
		card("Cash", overview.cash),
		card("Liabilities", overview.liabilities),
		card("Dividends", overview.dividends),
		card("Fees", overview.fees));
	showAllocation(byId("classes"), overview.allocation.assetClasses);
	showAllocation(byId("currencies"), overview.allocation.currencies);
	warnings(overview.warnings);
	showHoldings(overview.topHoldings);
}

function card(title, figure, note, style = "") {
	const description = figure.reason?.message ?? note;
	return element("div", { class: "card" },
		element("dl", {}, element("dt", {}, title), element("dd", { class: style }, money(figure))),
		...(description ? [element("p", { class: "quiet" }, description)] : []));
}

function gainInPercent(percentage) {
	return percentage.value ? `${percentage.value} % of what was invested` : percentage.reason?.message;
}

function warnings(all) {
	byId("warnings").hidden = all.length === 0;
	byId("warnings").querySelector("ul").replaceChildren(...all.map((warning) => element("li", {}, warning.message)));
}
