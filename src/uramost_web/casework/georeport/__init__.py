"""Open311 GeoReport v2, and mySociety's extension for updates.

What is asked stands in the table `calls`, what is answered in `shapes`, what is refused in `faults`; reading, writing
and the OpenAPI document all come from these. A municipality is a jurisdiction.
"""
