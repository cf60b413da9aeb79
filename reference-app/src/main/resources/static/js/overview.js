// Key figures, allocation, warnings and holdings of the signed-in person.
import { showAllocation } from "./allocation.js";
import { byId, element } from "./dom.js";
import { money, percentage, sign } from "./format.js";
import { showHoldings } from "./holdings.js";

const MOST_WARNINGS = 3;

export function showOverview(overview) {
	const empty = overview.firstActivity === null && overview.netWorth.reason?.code === "NO_ACTIVITIES" && overview.warnings.length === 0;
	byId("welcome").hidden = !empty;
	byId("filled").hidden = empty;
	// Whoever has nothing yet begins with it; later it is in nobody's way.
	byId(empty ? "welcome" : "filled").after(byId("import-section"));
	byId("as-of").textContent = `As of ${overview.asOf}, in ${overview.baseCurrency}`
		+ (overview.stale ? ", with prices that are out of date" : "");
	byId("figures").replaceChildren(
		card("Net worth", overview.netWorth),
		card("Invested", overview.investedCapital),
		card("Gain", overview.gain, gainInPercent(overview.gainPercent), true),
		card("Cash", overview.cash),
		card("Liabilities", overview.liabilities),
		card("Dividends", overview.dividends),
		card("Fees", overview.fees));
	showAllocation(byId("classes"), overview.allocation.assetClasses);
	showAllocation(byId("currencies"), overview.allocation.currencies);
	warnings(overview.warnings);
	showHoldings(overview.topHoldings);
}

function card(title, figure, note, signed = false) {
	const description = figure.reason?.message ?? note;
	return element("div", { class: "card" },
		element("dl", {}, element("dt", {}, title),
			element("dd", { class: figure.reason ? "quiet" : signed ? sign(figure.amount) : "" }, money(figure, signed))),
		...(description ? [element("p", { class: "quiet" }, description)] : []));
}

function gainInPercent(share) {
	return share.value ? `${percentage(share, true)} of what was invested` : share.reason?.message;
}

function warnings(all) {
	const lines = all.map((warning) => element("li", {}, warning.message));
	const rest = lines.splice(MOST_WARNINGS);
	byId("warnings").hidden = all.length === 0;
	byId("warnings").querySelector("details")?.remove();
	byId("warnings").querySelector("ul").replaceChildren(...lines);
	if (rest.length > 0) {
		byId("warnings").append(element("details", {}, element("summary", {}, `${rest.length} more`), element("ul", {}, ...rest)));
	}
}
