/**
 * What happens to a portfolio: accounts, instruments and activities.
 */
@NullMarked
package io.portfolioplatform.domain.activity;

import org.jspecify.annotations.NullMarked;
