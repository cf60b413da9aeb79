// The table of holdings, sorted by any column and filtered by symbol or name.
import { byId, element, renew } from "./dom.js";
import { decimal, money, percent, price, sign } from "./format.js";

const COLUMNS = [
	{ title: "Symbol", value: (row) => row.symbol, text: activities, below: (row) => row.name },
	{ title: "Name", value: (row) => row.name, text: (row) => row.name },
	{ title: "Value", value: (row) => Number(row.value.amount ?? -1), text: (row) => money(row.value), why: (row) => row.value },
	{
		title: "Gain", value: (row) => Number(row.gain.amount ?? 0), text: (row) => money(row.gain, true), why: (row) => row.gain,
		style: (row) => sign(row.gain.amount),
	},
	{ title: "Share", value: (row) => Number(row.weight ?? -1), text: (row) => row.weight === null ? "–" : percent(row.weight) },
	{ title: "Quantity", value: (row) => Number(row.quantity), text: (row) => decimal(row.quantity) },
	{ title: "Price", value: (row) => Number(row.price?.amount ?? -1), text: quote, note: (row) => row.price && `Of ${row.price.asOf}${row.price.fetchedAt ? `, fetched at ${time(row.price.fetchedAt)}` : ""}`, aside: age },
];

let rows = [];
let newest = "";
let order = { column: 2, descending: true };

export function showHoldings(holdings) {
	rows = holdings;
	newest = rows.map((row) => row.price?.asOf ?? "").toSorted().at(-1);
	byId("filter").oninput = body;
	head();
	body();
}

function head() {
	renew(byId("holdings").tHead, [element("tr", {}, ...COLUMNS.map((column, index) => {
		const button = element("button", { type: "button", "data-key": column.title }, column.title);
		button.onclick = () => {
			order = { column: index, descending: order.column === index ? !order.descending : index > 1 };
			head();
			body();
		};
		const sorted = order.column === index ? (order.descending ? "descending" : "ascending") : "none";
		return element("th", { scope: "col", "aria-sort": sorted }, button);
	}))]);
}

function body() {
	const wanted = byId("filter").value.trim().toLowerCase();
	const value = COLUMNS[order.column].value;
	const shown = rows
		.filter((row) => `${row.symbol} ${row.name}`.toLowerCase().includes(wanted))
		.sort((a, b) => (order.descending ? -1 : 1) * (value(a) < value(b) ? -1 : value(a) > value(b) ? 1 : 0));
	const lines = shown.length > 0 ? shown.map(line)
		: [element("tr", {}, element("td", { colspan: COLUMNS.length }, rows.length > 0 ? "No holding matches." : "Nothing is held."))];
	renew(byId("holdings").tBodies[0], lines, byId("filter"));
}

function line(row) {
	return element("tr", {}, ...COLUMNS.map((column) => {
		const note = column.why?.(row).reason?.message ?? column.note?.(row);
		return element("td", { class: column.style?.(row) ?? "", ...(note && { title: note }) }, column.text(row),
			...(column.below ? [element("span", { class: "below" }, column.below(row))] : []),
			...(column.aside?.(row) ? [element("span", { class: "aside" }, column.aside(row))] : []));
	}));
}

function activities(row) {
	return element("a", { href: `/activities?${new URLSearchParams({ symbol: row.symbol })}`, "data-key": row.symbol }, row.symbol);
}

/** What the person has to know of a price that is stale, or older than the others. */
function age(row) {
	if (row.price?.stale) {
		return `out of date, of ${row.price.asOf}`;
	}
	return row.price && row.price.asOf < newest ? `of ${row.price.asOf}` : "";
}

function time(text) {
	return new Date(text).toLocaleString("sv-SE");
}

function quote(row) {
	return row.price === null ? "none known" : price(row.price.amount, row.price.currency);
}
