package io.portfolioplatform.app.overview;

/**
 * What one question to the database answers: the overview, everything that is held, and
 * where.
 *
 * @param overview the overview
 * @param holdings the holdings, of which the overview shows the most valuable
 * @param accounts the accounts
 */
record Dashboard(Overview overview, HoldingList holdings, AccountList accounts) {

}
