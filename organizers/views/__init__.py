"""The organizers' pages: roster, staffing, one organizer, appointing and ending, import and export."""
