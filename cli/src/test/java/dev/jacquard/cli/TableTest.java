package dev.jacquard.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.jacquard.cli.Table.Align;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("portable")
class TableTest {
  @Test
  void columnsAreAsWideAsTheirWidestCell() {
    Table table = new Table(Align.LEFT, Align.RIGHT, Align.LEFT);
    table.add(List.of("a", "bcd", ""));
    table.add(List.of("efgh", "i", "j"));

    assertEquals("a     bcd\nefgh    i  j\n", table.toString());
  }

  @Test
  void rowWithAnotherNumberOfCellsIsRefused() {
    Table table = new Table(Align.LEFT);

    assertThrows(IllegalArgumentException.class, () -> table.add(List.of("a", "b")));
  }
}
