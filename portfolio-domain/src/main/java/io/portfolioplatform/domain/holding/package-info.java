/**
 * What a portfolio holds on a day, what it cost and what it is worth.
 */
@NullMarked
package io.portfolioplatform.domain.holding;

import org.jspecify.annotations.NullMarked;
