/**
 * How a portfolio fared over a period.
 */
@NullMarked
package io.portfolioplatform.domain.performance;

import org.jspecify.annotations.NullMarked;
