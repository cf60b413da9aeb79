/**
 * The database of tests and the demo, with the two roles of production.
 */
@NullMarked
package io.portfolioplatform.app.database;

import org.jspecify.annotations.NullMarked;
