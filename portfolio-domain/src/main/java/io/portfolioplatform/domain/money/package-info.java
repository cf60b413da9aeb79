/**
 * Amounts in a currency and their conversion.
 */
@NullMarked
package io.portfolioplatform.domain.money;

import org.jspecify.annotations.NullMarked;
