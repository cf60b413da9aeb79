package io.portfolioplatform.app.overview;

/**
 * What one question to the database answers: the overview and everything that is held.
 *
 * @param overview the overview
 * @param holdings the holdings, of which the overview shows the most valuable
 */
record Dashboard(Overview overview, HoldingList holdings) {

}
