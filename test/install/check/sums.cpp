int total(int count, int price) { return count * price; }
