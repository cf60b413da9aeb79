/**
 * What a user owns and owes today, in one currency.
 */
@NullMarked
package io.portfolioplatform.app.overview;

import org.jspecify.annotations.NullMarked;
