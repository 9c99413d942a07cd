/** Stock items and their ledger: what is in the house, by SKU and location. */
@NullMarked
package io.backline.inventory.stock;

import org.jspecify.annotations.NullMarked;
