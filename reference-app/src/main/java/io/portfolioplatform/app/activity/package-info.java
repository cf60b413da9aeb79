/**
 * Activities one by one: list, enter, change, delete.
 */
@NullMarked
package io.portfolioplatform.app.activity;

import org.jspecify.annotations.NullMarked;
