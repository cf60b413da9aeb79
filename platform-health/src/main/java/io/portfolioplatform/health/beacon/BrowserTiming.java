package io.portfolioplatform.health.beacon;

/**
 * What a browser measures of one page view, named as its script names it.
 */
public enum BrowserTiming {

	/** Time to the first byte of the page. */
	TTFB,

	/** Time to the first contentful paint. */
	FCP,

	/** Time to the largest contentful paint. */
	LCP,

	/** Longest time from an interaction to the next paint. */
	INP,

	/** Time until the page has loaded. */
	LOAD

}
