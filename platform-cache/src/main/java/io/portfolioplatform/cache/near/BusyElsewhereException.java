package io.portfolioplatform.cache.near;

/**
 * Says that another process is loading the value that was to be loaded anew, so that the
 * one that is remembered serves on.
 */
@SuppressWarnings("serial")
public final class BusyElsewhereException extends Exception {

	public BusyElsewhereException() {
		super("Another process is loading the value", null, false, false);
	}

}
