/**
 * Tests of the web dashboard in a real browser.
 */
@NullMarked
package io.portfolioplatform.app.dashboard;

import org.jspecify.annotations.NullMarked;
