/**
 * Portfolios and their accounts.
 */
@NullMarked
package io.portfolioplatform.app.portfolio;

import org.jspecify.annotations.NullMarked;
