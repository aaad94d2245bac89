int class = 1; /* C alone takes this name. */
