package io.portfolioplatform.cache.page;

/**
 * Why the answers of a method cannot be remembered.
 *
 * @param reason why, as a clause without a full stop
 * @param action what to do, as a sentence
 */
record Problem(String reason, String action) {

}
