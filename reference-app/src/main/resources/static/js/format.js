// Texts of amounts. Amounts arrive as decimal text and are only formatted, never calculated with.
export function money(figure) {
	if (figure.amount === null || figure.amount === undefined) {
		return "unknown";
	}
	return new Intl.NumberFormat("en", { style: "currency", currency: figure.currency }).format(figure.amount);
}

export function decimal(text) {
	return new Intl.NumberFormat("en", { maximumFractionDigits: 8 }).format(text);
}

export function percent(fraction) {
	return new Intl.NumberFormat("en", { style: "percent", minimumFractionDigits: 2, maximumFractionDigits: 2 })
		.format(fraction);
}

export function sign(text) {
	const number = Number(text ?? 0);
	return number > 0 ? "gain" : number < 0 ? "loss" : "";
}
