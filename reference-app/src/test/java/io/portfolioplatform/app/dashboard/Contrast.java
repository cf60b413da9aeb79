package io.portfolioplatform.app.dashboard;

/**
 * Contrast of the texts on a page, by the formula of WCAG 2.2, success criterion 1.4.3.
 */
final class Contrast {

	/**
	 * Returns the visible texts below 4.5:1 as a JSON array.
	 */
	static final String SCRIPT = """
			const channels = (colour) => colour.match(/[\\d.]+/g).map(Number);
			const luminance = (colour) => channels(colour).slice(0, 3).map((value) => value / 255)
				.map((value) => value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)
				.reduce((sum, value, index) => sum + value * [0.2126, 0.7152, 0.0722][index], 0);
			const background = (node) => {
				const colour = getComputedStyle(node).backgroundColor;
				return channels(colour)[3] === 0 ? background(node.parentElement) : colour;
			};
			const ratio = (node) => {
				const [light, dark] = [getComputedStyle(node).color, background(node)].map(luminance).sort((a, b) => b - a);
				return (light + 0.05) / (dark + 0.05);
			};
			const texts = [...document.querySelectorAll("body *")].filter((node) => node.checkVisibility()
				&& [...node.childNodes].some((child) => child.nodeType === Node.TEXT_NODE && child.textContent.trim()));
			if (texts.length < 5) {
				return "only " + texts.length + " texts";
			}
			return JSON.stringify(texts.filter((node) => ratio(node) < 4.5)
				.map((node) => `${node.textContent.trim()}: ${ratio(node).toFixed(2)}`));
			""";

	private Contrast() {
	}

}
