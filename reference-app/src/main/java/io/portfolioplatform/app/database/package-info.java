/**
 * What the owner of the database prepares for the application's role.
 */
@NullMarked
package io.portfolioplatform.app.database;

import org.jspecify.annotations.NullMarked;
