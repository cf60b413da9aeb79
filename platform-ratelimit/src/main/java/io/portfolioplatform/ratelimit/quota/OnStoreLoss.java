package io.portfolioplatform.ratelimit.quota;

/**
 * What a quota allows while its log cannot be reached.
 */
public enum OnStoreLoss {

	/**
	 * Nothing, since other processes may have taken all of it.
	 */
	REFUSE,

	/**
	 * What this process alone has not taken yet.
	 */
	LOCAL

}
