/**
 * Instruments, closing prices and exchange rates, and the real history the application
 * ships with.
 */
@NullMarked
package io.portfolioplatform.app.marketdata;

import org.jspecify.annotations.NullMarked;
