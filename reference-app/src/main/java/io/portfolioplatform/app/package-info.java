/**
 * A portfolio tracker that composes the starters.
 */
@NullMarked
package io.portfolioplatform.app;

import org.jspecify.annotations.NullMarked;
