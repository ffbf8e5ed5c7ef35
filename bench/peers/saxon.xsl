<?xml version="1.0" encoding="UTF-8"?>
<!-- XSLT 3.0. Maps, which Saxon looks up faster than its keys; documents that it may forget once they are judged. Text in
     ISO 8601 is in the order of time, and '~' comes after every time of its day. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:map="http://www.w3.org/2005/xpath-functions/map" xmlns:f="urn:junshu:facts:1"
                xpath-default-namespace="urn:junshu:facts:1" exclude-result-prefixes="#all">
  <xsl:output method="text"/>
  <xsl:param name="data" as="xs:string"/>
  <xsl:variable name="managers" select="doc($data || '/10-people.xml')//role-assignment[@role = 'system-manager']"/>
  <xsl:variable name="registers" select="doc($data || '/30-rooms.xml')"/>

  <xsl:variable name="rooms" as="map(xs:string, element())"
                select="map:merge($registers//room[@computer_room = 'true' or @media_storage = 'true'] ! map{string(@id): f:times(@in_use, '')})"/>
  <xsl:variable name="given" as="map(xs:string, element()*)"
                select="map:merge($registers//room-permission[@proxy = 'false' and @granted_by != @person and f:is_managed(.)]
                                  ! map{@person || @room: f:times(@valid, @granted_at)}, map{'duplicates': 'combine'})"/>

  <xsl:function name="f:times" as="element()">
    <xsl:param name="period" as="xs:string"/>
    <xsl:param name="at" as="xs:string"/>
    <xsl:variable name="last" select="substring-after($period, '/')"/>
    <times from="{substring-before($period, '/')}" to="{if ($last = '..') then '~' else $last || '~'}" at="{$at}"/>
  </xsl:function>

  <xsl:function name="f:is_managed" as="xs:boolean">
    <xsl:param name="permission" as="element()"/>
    <xsl:sequence select="some $times in $managers[@person = $permission/@granted_by] ! f:times(@period, '')
                          satisfies $times/@from le $permission/@granted_at and $permission/@granted_at le $times/@to"/>
  </xsl:function>

  <xsl:template name="xsl:initial-template">
    <xsl:for-each select="collection($data || '?select=31-*.xml;stable=no')">
      <xsl:for-each select="facts/room-entries/room-entry">
        <xsl:variable name="entered" select="string(@entered)"/>
        <xsl:if test="'2025-04-01' le $entered and $entered le '2026-03-31~'
                      and exists($rooms(@room)[@from le $entered and $entered le @to])
                      and empty($given(@person || @room)[@at lt $entered and @from le $entered and $entered le @to])">
          <xsl:value-of select="@id || '&#10;'"/>
        </xsl:if>
      </xsl:for-each>
    </xsl:for-each>
  </xsl:template>
</xsl:stylesheet>
