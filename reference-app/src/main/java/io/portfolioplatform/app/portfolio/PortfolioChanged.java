package io.portfolioplatform.app.portfolio;

import io.portfolioplatform.app.user.UserId;

/**
 * Published inside the transaction that changes what a user owns; what is derived from it
 * becomes stale when that transaction commits.
 *
 * @param user the owner
 */
public record PortfolioChanged(UserId user) {

}
